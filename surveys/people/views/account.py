"""One's own account: who the roster says one is, and the language one is spoken to in."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ..audience import path_of
from ..deeds.choose_language import choose_language
from ..models import Employee
from ..rights import factors_of, must_set_up, visitor


@require_safe
@never_cache
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Who I am, what the roster holds on me, my language, my second factor."""
    user = Employee.objects.select_related("group").get(id=visitor(request).id)
    shown = {
        "person": user,
        "path": path_of(user.group),
        "factors": factors_of(user),
        "must_set_up": must_set_up(user),
        "languages": settings.LANGUAGES,
    }
    return render(request, "people/account.html", shown)


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Speak another language from now on: kept in this browser, and with the account of whoever is signed in."""
    language, following = request.POST.get("language", ""), request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(following, {request.get_host()}, require_https=request.is_secure())
    response = redirect(following if safe else "/")
    if isinstance(request.user, Employee):
        choose_language(employee=request.user, language=language)
    if translation.check_for_language(language):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax", secure=settings.SECURE)
    elif not language:
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
    return response
