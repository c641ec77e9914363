"""The page that shows every component of the look in all its states; a demo has it, other installations do not."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe


class Sample(forms.Form):
    """One field of each kind that the rooms use."""

    name = forms.CharField(label=_("Name of the wave"), help_text=_("Everybody who is invited reads it."))
    about = forms.CharField(label=_("What it is about"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    opens = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}))
    rhythm = forms.ChoiceField(label=_("How often"), choices=[("once", _("Once")), ("month", _("Every month"))])
    who = forms.ChoiceField(
        label=_("Who is asked"), choices=[("all", _("Everybody")), ("some", _("Some groups"))], widget=forms.RadioSelect
    )
    roster = forms.FileField(label=_("Roster"), help_text=_("A CSV file with one person a row."))
    sure = forms.BooleanField(label=_("I have told the staff council"))


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """`/look/?dir=rtl&theme=dark`: both are optional. Raises Http404 where no demo runs."""
    if not settings.DEMO:
        raise Http404
    return render(request, "look/components.html", _shown(request))


def _shown(request: HttpRequest) -> dict[str, Any]:
    return {
        "direction": "rtl" if request.GET.get("dir") == "rtl" else "ltr",
        "theme": request.GET.get("theme") if request.GET.get("theme") in ("light", "dark") else "",
        "form": Sample(auto_id="new_%s"),
        "wrong": Sample({"name": "", "opens": "soon", "about": "Spring"}, auto_id="wrong_%s"),
        "crumbs": [{"address": "#", "label": _("Waves")}, {"label": _("Pulse of the spring")}],
        "steps": [_("Choose a file"), _("Check"), _("Done")],
        "facts": [(_("Opens"), "2026-11-02"), (_("Closes"), "2026-11-09"), (_("Asked"), "412")],
        "tabs": [{"address": "#", "label": _("All groups"), "current": True}, {"address": "#", "label": _("Yours")}],
        "list": Paginator(range(90), 30).page(2),
        "head": [_("Name"), _("Group"), _("Language")],
        "rows": [["Ada Lind", "Engineering", "English"], ["Bo Karam", "Care", "العربية"]],
        "contacts": [{"name": _("Somebody to talk to"), "reach": "116 123", "about": _("Day and night, free.")}],
        "consequences": [_("Nobody can answer from then on."), _("Answers that are in stay and are counted.")],
        "steps_of_heat": [(f"h{step}", 14 * step - 6) for step in range(1, 8)],
        "scale": [_("Never"), _("Rarely"), _("Sometimes"), _("Often"), _("Always")],
        "eleven": range(11),
    }
