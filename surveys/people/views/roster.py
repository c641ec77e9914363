"""The roster by page: what there is, a file looked at before anything changes, and the import."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..audience import outline
from ..changes import changes_csv, roster_csv, sections
from ..deeds.import_roster import Overtaken, import_roster
from ..forms import RosterForm
from ..held import Held, held, hold, let_go
from ..models import Employee
from ..plan import Preview, plan_import
from ..rights import Right, needs, visitor
from ..roster import LARGEST, Roster, RosterRefused, read_roster

ERRORS = 200  # listed on the page
GROUPS = 500
EXAMPLE = """employee_id,email,name,group,leads,language
1001,ann@example.org,Ann Miller,Operations,yes,en
1002,bela@example.org,Bela Nagy,Operations / Warehouse,yes,de
1003,chen@example.org,Chen Li,Operations / Warehouse,no,
1004,dalia@example.org,Dalia Haddad,Care,no,ar
"""


@require_safe
@never_cache
@needs(Right.KEEP_ROSTER)
def roster(request: HttpRequest) -> HttpResponse:
    """How many people and groups there are, and a form for a new file."""
    return _page(request, RosterForm())


@require_safe
@needs(Right.KEEP_ROSTER)
def example(_request: HttpRequest) -> HttpResponse:
    """A file to fill in."""
    return _file(EXAMPLE, "roster-example.csv")


@require_safe
@never_cache
@needs(Right.KEEP_ROSTER)
def download(_request: HttpRequest) -> HttpResponse:
    """The roster of today as the file that would import it."""
    return _file(roster_csv(), "roster.csv")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs(Right.KEEP_ROSTER)
def preview(request: HttpRequest) -> HttpResponse:
    """What the uploaded file would change, or every error in it."""
    if request.method == "POST":
        return _take(request)
    found = _planned(request)
    return _preview(request, *found) if found else _nothing_held(request)


@require_safe
@never_cache
@needs(Right.KEEP_ROSTER)
def changes(request: HttpRequest) -> HttpResponse:
    """All changes as a file."""
    found = _planned(request)
    return _file(changes_csv(found[2]), "changes.csv") if found else _nothing_held(request)


@require_POST
@never_cache
@needs(Right.KEEP_ROSTER)
def apply(request: HttpRequest) -> HttpResponse:
    """Import what was looked at, and nothing else."""
    found = _planned(request)
    if not found:
        return _nothing_held(request)
    if found[2].is_much and "sure" not in request.POST:
        return _preview(request, *found, unsure=True)
    try:
        done = import_roster(roster=found[1], expected=request.POST.get("expected", "") or "nothing")
    except (Overtaken, RosterRefused) as refused:
        messages.error(request, _sentence(refused))
        return redirect("roster_preview")
    let_go(visitor(request).id)
    messages.success(request, _said(done))
    return redirect("roster")


def _take(request: HttpRequest) -> HttpResponse:
    form = RosterForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=400)
    upload = form.cleaned_data["file"]
    data = upload.read(LARGEST + 1)  # one byte too many is enough to refuse it
    try:
        plan_import(read_roster(data))
    except RosterRefused as refused:
        return _errors(request, refused, upload.name)
    hold(visitor(request).id, Held(upload.name, data))
    return redirect("roster_preview")


def _planned(request: HttpRequest) -> tuple[Held, Roster, Preview] | None:
    file = held(visitor(request).id)
    if not file:
        return None
    read = read_roster(file.data)
    return file, read, plan_import(read)


def _page(request: HttpRequest, form: RosterForm, *, status: int = 200) -> HttpResponse:
    groups = outline()
    people = Employee.objects.filter(is_active=True, number__isnull=False).count()
    shown = {"outline": groups[:GROUPS], "more": len(groups) - GROUPS}
    shown |= {"form": form, "people": people, "waiting": held(visitor(request).id)}
    return render(request, "people/roster.html", shown, status=status)


def _errors(request: HttpRequest, refused: RosterRefused, name: str) -> HttpResponse:
    more = len(refused.errors) - ERRORS
    shown = {"errors": refused.errors[:ERRORS], "number": len(refused.errors), "more": more, "name": name}
    return render(request, "people/roster_errors.html", {"form": RosterForm(), **shown}, status=400)


def _preview(request: HttpRequest, file: Held, read: Roster, plan: Preview, *, unsure: bool = False) -> HttpResponse:
    affected = len(plan.leavers) + len(plan.movers)
    shown = {
        "file": file,
        "roster": read,
        "plan": plan,
        "sections": sections(plan),
        "unsure": unsure,
        "affected": affected,
        "percent": round(100 * affected / plan.here) if plan.here else 0,
        "nothing": not (plan.written or plan.leavers or plan.groups),
    }
    return render(request, "people/roster_preview.html", shown, status=400 if unsure else 200)


def _nothing_held(request: HttpRequest) -> HttpResponse:
    messages.warning(request, _("No file is waiting: a file is kept for an hour after it was uploaded."))
    return redirect("roster")


def _sentence(refused: Exception) -> str:
    text = str(refused)
    return text[:1].upper() + text[1:] + "."


def _said(done: Preview) -> str:
    """What an import did, in one sentence of the kinds that there were."""
    people = len(done.written) + len(done.leavers)
    sentence = ngettext(
        "The roster is imported: %(people)s person changed, of them %(joined)s new and %(left)s gone.",
        "The roster is imported: %(people)s people changed, of them %(joined)s new and %(left)s gone.",
        people,
    )
    return sentence % {"people": people, "joined": len(done.joiners), "left": len(done.leavers)}


def _file(text: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse("\ufeff" + text, content_type="text/csv; charset=utf-8", headers=headers)
