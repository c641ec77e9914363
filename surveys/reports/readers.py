"""Who may read Reports: owners who are signed in, and everybody where OPEN_REPORTS says the data is invented."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from surveys.people.rights import Right, may

View = Callable[..., HttpResponse]


def may_read(request: HttpRequest) -> bool:
    """Whether this visitor may read Reports."""
    return settings.OPEN_REPORTS or (request.user.is_authenticated and may(request.user, Right.READ_ALL_RESULTS))


def for_readers(view: View) -> View:
    """Sends strangers to the sign-in and refuses employees who are not owners (403)."""

    @wraps(view)
    def answer(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        if may_read(request):
            return view(request, *args, **kwargs)
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.get_full_path())

    return answer
