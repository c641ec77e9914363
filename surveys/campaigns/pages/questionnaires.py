"""Pages of the questionnaires that there are: the list, one version as an employee sees it, its file."""

import json
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from surveys.people.rights import Right, needs

from ..models import Questionnaire, Wave
from ..written import draft_of, file_of
from .editor import KIND_NAMES
from .shown import languages_of, shown_questions
from .tongues import Tongue


@require_safe
@never_cache
@needs(Right.KEEP_QUESTIONNAIRES)
def questionnaires(request: HttpRequest) -> HttpResponse:
    """Every questionnaire with its versions."""
    return render(request, "campaigns/questionnaires.html", {"series": _series()})


@require_safe
@never_cache
@needs(Right.KEEP_QUESTIONNAIRES)
def questionnaire(request: HttpRequest, pk: int) -> HttpResponse:
    """One version, as an employee sees it in each of its languages (`?language=de`)."""
    version = get_object_or_404(_versions(), pk=pk)
    languages = languages_of(version)
    spoken = next((one for one in languages if one.tag == request.GET.get("language")), languages[0])
    return render(request, "campaigns/questionnaire.html", _shown(version, languages, spoken))


@require_safe
@never_cache
@needs(Right.KEEP_QUESTIONNAIRES)
def questionnaire_file(_request: HttpRequest, pk: int) -> HttpResponse:
    """One version as the JSON file that reads as it again."""
    version = get_object_or_404(Questionnaire, pk=pk)
    name = f"{slugify(version.name) or 'questionnaire'}-{version.version}.json"
    body = json.dumps(file_of(draft_of(version)), ensure_ascii=False, indent=1) + "\n"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type="application/json; charset=utf-8", headers=headers)


@dataclass(frozen=True, slots=True)
class Series:
    """All versions under one name, the newest first."""

    newest: Questionnaire
    earlier: list[Questionnaire]
    languages: list[Tongue]


def _versions() -> QuerySet[Questionnaire]:
    """Every version with `count` questions; `is_planned` with a wave, `was_asked` in one."""
    waves = Wave.objects.filter(questionnaire=OuterRef("pk"))
    asked = waves.filter(notice__isnull=False)
    planned = waves.filter(state=Wave.State.PLANNED)
    return Questionnaire.objects.annotate(count=Count("questions"), is_planned=Exists(planned), was_asked=Exists(asked))


def _series() -> list[Series]:
    names: dict[str, list[Questionnaire]] = {}
    for version in _versions().order_by("name", "-version"):
        names.setdefault(version.name, []).append(version)
    return [Series(newest, earlier, languages_of(newest)) for newest, *earlier in names.values()]


def _shown(version: Questionnaire, languages: list[Tongue], spoken: Tongue) -> dict[str, Any]:
    others = Questionnaire.objects.filter(name=version.name).exclude(pk=version.pk).order_by("-version")
    return {
        "questionnaire": version,
        "others": others,
        "is_newest": all(other.version < version.version for other in others),
        "waves": version.waves.select_related("campaign").order_by("-opens"),
        "spoken": spoken,
        "questions": shown_questions(version, spoken.tag, dict(KIND_NAMES)),
        "tabs": [{"address": f"?language={one.tag}", "label": one.name, "current": one == spoken} for one in languages],
    }
