"""The way to the collecting page: whoever signed in takes a token there, behind #, where no server reads it."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from surveys.people.rights import visitor

from ..deeds.begin_collecting import begin_collecting


@require_POST
@never_cache
@login_required
def collect(request: HttpRequest) -> HttpResponse:
    """Send the browser to the collecting page of the nameless origin with the token of the day."""
    token = begin_collecting(employee=visitor(request), now=timezone.now())
    return HttpResponseRedirect(f"{settings.NAMELESS_ORIGIN}/rest/#{token}")
