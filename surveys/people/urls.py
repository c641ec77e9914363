"""Addresses of the people room: sign-in and second factor under account/, the roster and roles.

allauth's own list is not included: what it offers beyond this (signing up, passwords, further addresses) is not there.
"""

from allauth.account import views as allauth
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.contrib.auth.decorators import login_required
from django.urls import include, path
from django.views.generic import RedirectView

from .views import account, factors, roles, roster, sign_in

_FACTORS = [
    path("", factors.SecondFactor.as_view(), name="mfa_index"),
    path("authenticate/", mfa.authenticate, name="mfa_authenticate"),
    path("reauthenticate/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("app/add/", login_required(factors.AddApp.as_view()), name="mfa_activate_totp"),
    path("app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("codes/new/", login_required(recovery_codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("passkeys/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path("passkeys/add/", login_required(factors.AddPasskey.as_view()), name="mfa_add_webauthn"),
    path("passkeys/reauthenticate/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("passkeys/<int:pk>/remove/", login_required(factors.RemovePasskey.as_view()), name="mfa_remove_webauthn"),
    path("passkeys/<int:pk>/edit/", login_required(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
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
