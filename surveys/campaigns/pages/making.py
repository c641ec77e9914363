"""Pages where a questionnaire comes from: the library, a file, or the editor."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from surveys.people.rights import Right, needs

from ..deeds.import_questionnaire import import_questionnaire
from ..fields import LARGEST, BadQuestionnaire, Fault
from ..library import starters
from ..models import Questionnaire
from ..questionnaires import Draft, read_questionnaire
from ..written import draft_of, file_of
from .editor import errors_by_field, offered, shown_rows, summary
from .sheet import Sheet, blank_sheet, sheet_of_file, sheet_of_post

BLANK = "blank"


@require_safe
@never_cache
@needs(Right.KEEP_QUESTIONNAIRES)
def questionnaire_new(request: HttpRequest) -> HttpResponse:
    """Where to start from."""
    return _choosing(request)


@never_cache
@needs(Right.KEEP_QUESTIONNAIRES)
def questionnaire_start(request: HttpRequest, slug: str) -> HttpResponse:
    """The editor with a questionnaire of the library, or with an empty question."""
    if slug != BLANK and slug not in starters():
        raise Http404
    return _edited(request, slug=slug)


@never_cache
@needs(Right.KEEP_QUESTIONNAIRES)
def questionnaire_change(request: HttpRequest, pk: int) -> HttpResponse:
    """The editor with a stored version; saving makes the next one, and this one stays."""
    return _edited(request, before=get_object_or_404(Questionnaire, pk=pk))


@require_POST
@never_cache
@needs(Right.KEEP_QUESTIONNAIRES)
def questionnaire_upload(request: HttpRequest) -> HttpResponse:
    """A file as `questionnaire_file` gives it: stored, or every fault in it told."""
    try:
        draft = read_questionnaire(_uploaded(request))
    except BadQuestionnaire as bad:
        return _choosing(request, faults=bad.faults)
    return _stored(request, draft)


def _choosing(request: HttpRequest, *, faults: list[Fault] | None = None) -> HttpResponse:
    told = [f"{str(fault)[:1].upper()}{str(fault)[1:]}." for fault in faults or []]
    file = request.FILES.get("file")
    shown = {"starters": starters().values(), "faults": told, "file": file and file.name}
    return render(request, "campaigns/questionnaire_new.html", shown)


def _uploaded(request: HttpRequest) -> bytes:
    """At most one byte more than a file may have, so that reading it says what is wrong."""
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise BadQuestionnaire([Fault((), _("the file"), "", _("is missing: choose one first"))])
    return file.read(LARGEST + 1)


def _edited(request: HttpRequest, *, slug: str = "", before: Questionnaire | None = None) -> HttpResponse:
    if request.method != "POST":
        return _editor(request, _first(slug, before), before)
    sheet = sheet_of_post(request.POST)
    wanted = request.POST.get("do", "")
    if wanted != "save":
        return _editor(request, sheet, before, look_at=sheet.act(wanted))
    try:
        draft = read_questionnaire(sheet.file())
        _refuse_taken(draft, before)
    except BadQuestionnaire as bad:
        return _editor(request, sheet, before, faults=bad.faults)
    return _stored(request, draft)


def _first(slug: str, before: Questionnaire | None) -> Sheet:
    if before:
        return sheet_of_file(file_of(draft_of(before)))
    if slug == BLANK:
        return blank_sheet(get_language() or settings.LANGUAGE_CODE)
    draft = starters()[slug].draft
    return sheet_of_file(file_of(draft), name=_free(draft.name))


def _free(name: str) -> str:
    """`name`, or the first of "name 2", "name 3", … that no questionnaire has."""
    taken = set(Questionnaire.objects.filter(name__startswith=name).values_list("name", flat=True))
    names = [name, *(f"{name} {number}" for number in range(2, len(taken) + 2))]
    return next(one for one in names if one not in taken)


def _refuse_taken(draft: Draft, before: Questionnaire | None) -> None:
    """A new questionnaire must not become the next version of another one unseen. Raises BadQuestionnaire."""
    is_own = before is not None and before.name == draft.name
    if not is_own and Questionnaire.objects.filter(name=draft.name).exists():
        what = _("there is a questionnaire of this name; change that one, or give this one another name")
        raise BadQuestionnaire([Fault(("name",), _("the questionnaire"), "name", what)])


def _stored(request: HttpRequest, draft: Draft) -> HttpResponse:
    stored, made = import_questionnaire(draft=draft)
    if made:
        count = len(draft.questions)
        said = ngettext(
            "%(questionnaire)s is saved, with %(count)d question.",
            "%(questionnaire)s is saved, with %(count)d questions.",
            count,
        )
        messages.success(request, said % {"questionnaire": stored, "count": count})
    else:
        messages.info(request, _("Nothing was different, so %(questionnaire)s stays.") % {"questionnaire": stored})
    return redirect("questionnaire", stored.pk)


def _editor(
    request: HttpRequest,
    sheet: Sheet,
    before: Questionnaire | None,
    *,
    faults: list[Fault] | None = None,
    look_at: str = "",
) -> HttpResponse:
    told = faults or []
    shown: dict[str, Any] = {
        "sheet": sheet,
        "before": before,
        "rows": shown_rows(sheet, told, look_at=look_at),
        "languages": offered(sheet),
        "errors": errors_by_field(sheet, told),
        "summary": summary(sheet, told),
        "look_at": look_at,
        "gone": [(f"gone-{name}", value) for name, value in sheet.gone.items() if value],
    }
    return render(request, "campaigns/editor.html", shown)
