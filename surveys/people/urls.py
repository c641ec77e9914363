"""Addresses of the people room: sign-in and second factor under account/, the roster and roles.

allauth's own list is not included: what it offers beyond this (signing up, passwords, further addresses) is not there.
"""

from allauth.account import views as allauth
from django.urls import include, path

from .views import account, factors, roles, roster, sign_in

_FACTORS = [
    path("", factors.SecondFactor.as_view(), name="mfa_index"),
    path("totp/activate/", factors.AddApp.as_view(), name="mfa_activate_totp"),
    path("webauthn/add/", factors.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("webauthn/keys/<int:pk>/remove/", factors.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("", include("allauth.mfa.urls")),
]
_ACCOUNT = [
    path("", account.account, name="account"),
    path("login/", sign_in.elsewhere, name="account_login"),
    path("signup/", sign_in.elsewhere, name="account_signup"),
    path("login/code/", allauth.request_login_code, name="account_request_login_code"),
    path("login/code/confirm/", sign_in.confirm, name="account_confirm_login_code"),
    path("logout/", allauth.logout, name="account_logout"),
    path("inactive/", sign_in.elsewhere, name="account_inactive"),
    path("reauthenticate/", allauth.reauthenticate, name="account_reauthenticate"),
    path("2fa/", include(_FACTORS)),
]
urlpatterns = [
    path("account/", include(_ACCOUNT)),
    path("i18n/setlang/", account.set_language, name="set_language"),
    path("roles/", roles.roles, name="roles"),
    path("roles/change/", roles.change_role, name="role_change"),
    path("roles/forget/", roles.forget_factor, name="factor_forget"),
    path("roster/", roster.roster, name="roster"),
    path("roster/example.csv", roster.example, name="roster_example"),
    path("roster/roster.csv", roster.download, name="roster_csv"),
    path("roster/preview/", roster.preview, name="roster_preview"),
    path("roster/preview/changes.csv", roster.changes, name="roster_changes"),
    path("roster/apply/", roster.apply, name="roster_apply"),
]
