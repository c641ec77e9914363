"""The form of a wave; what of it makes no wave is said by the planning itself."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..models import Campaign, Questionnaire, Wave
from ..models.wave import DEFAULT_GRACE_HOURS, DEFAULT_K, smallest_m
from ..planning import Plan, Thresholds

NOW, LATER = "now", "later"
LONGEST = 90  # days
_LOCAL = "%Y-%m-%dT%H:%M"


def newest_versions() -> QuerySet[Questionnaire]:
    """The newest version of every questionnaire, by name."""
    newest = Questionnaire.objects.filter(name=OuterRef("name")).order_by("-version").values("pk")[:1]
    return Questionnaire.objects.filter(pk=Subquery(newest)).order_by("name")


def _short() -> forms.NumberInput:
    return forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"})


class WaveForm(forms.Form):
    """Everything a person decides about a wave. Times are typed in the organisation's zone."""

    questionnaire = forms.ModelChoiceField(
        queryset=Questionnaire.objects.none(), label=_("Questionnaire"), empty_label=_("choose one")
    )
    campaign = forms.CharField(
        label=_("Name of the campaign"),
        required=False,
        max_length=Campaign._meta.get_field("name").max_length,
        help_text=_(
            "Employees see it with a number: “Pulse 4”. The name of an earlier campaign goes on counting, and its "
            "results are compared. Left empty, the questionnaire gives its name."
        ),
    )
    when = forms.ChoiceField(
        label=_("Opens"),
        choices=[(NOW, _("as soon as it is confirmed")), (LATER, _("at a time I choose"))],
        widget=forms.RadioSelect,
    )
    opens = forms.DateTimeField(
        label=_("Day and time"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "class": "short"}, format=_LOCAL),
    )
    days = forms.IntegerField(label=_("Days open"), min_value=1, max_value=LONGEST, widget=_short())
    k = forms.IntegerField(
        label=_("Floor k"),
        min_value=5,
        max_value=20,
        widget=_short(),
        help_text=_("No figure is ever shown of fewer people than this. 5 to 20; more is safer and shows less."),
    )
    m = forms.IntegerField(
        label=_("Smallest group m"),
        min_value=smallest_m(5),
        max_value=1000,
        widget=_short(),
        help_text=_(
            "A group with fewer people counts with the group above it. At least 1.4 times k, so that it can be shown "
            "although not everybody answers."
        ),
    )
    grace_hours = forms.IntegerField(
        label=_("Hours of grace"),
        min_value=0,
        max_value=168,
        widget=_short(),
        help_text=_("So long after the close ballots still arrive that were sealed before it. 6 is right for most."),
    )

    def __init__(self, *args: Any, wave: Wave | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        versions = newest_versions()
        chosen: Any = self.fields["questionnaire"]
        chosen.queryset = versions | Questionnaire.objects.filter(pk=wave.questionnaire_id) if wave else versions
        self.fields["opens"].help_text = gettext("Only if you choose a time. In the zone %(zone)s.") % {
            "zone": settings.ORGANISATION_ZONE
        }
        self.fields["campaign"].widget.attrs |= {"list": "campaigns", "autocomplete": "off", "dir": "auto"}
        if wave:
            self.fields["campaign"].disabled = True
            self.fields["campaign"].help_text = gettext(
                "To ask in another campaign, cancel this wave and plan a new one."
            )

    def clean(self) -> dict[str, Any]:
        """What one field says about another."""
        typed = super().clean() or self.cleaned_data
        k, m, opens = typed.get("k"), typed.get("m"), typed.get("opens")
        if k and m and m < smallest_m(k):
            self.add_error("m", gettext("With k = %(k)d this must be at least %(m)d.") % {"k": k, "m": smallest_m(k)})
        if typed.get("when") == LATER and "opens" in typed:
            if opens is None:
                self.add_error("opens", gettext("Choose the day and time, or let it open as soon as it is confirmed."))
            elif opens <= timezone.now():
                self.add_error("opens", gettext("This is over already; choose a time to come."))
        return typed

    def plan(self, now: datetime) -> Plan:
        """What a valid form asks for."""
        typed = self.cleaned_data
        opens = (typed["opens"] if typed["when"] == LATER else now).replace(microsecond=0)
        return Plan(
            questionnaire=typed["questionnaire"],
            campaign=" ".join((typed["campaign"] or typed["questionnaire"].name).split()),
            opens=opens,
            closes=opens + timedelta(days=typed["days"]),
            thresholds=Thresholds(typed["k"], typed["m"]),
            grace_hours=typed["grace_hours"],
        )


def first_values(questionnaire: Questionnaire | None) -> dict[str, Any]:
    """What a new wave starts with: as the questionnaire's last campaign had it, if it had one."""
    first: dict[str, Any] = {"when": NOW, "days": 7, "k": DEFAULT_K, "m": smallest_m(DEFAULT_K)}
    first |= {"grace_hours": DEFAULT_GRACE_HOURS}
    if questionnaire is None:
        return first
    first |= {"questionnaire": questionnaire.pk, "campaign": " ".join(questionnaire.name.split())}
    before = Wave.objects.filter(questionnaire__name=questionnaire.name).select_related("campaign")
    last = before.order_by("-opens").first()
    if last:
        first |= {"campaign": last.campaign.name, "k": last.campaign.k, "m": last.campaign.m}
    return first


def values_of(wave: Wave) -> dict[str, Any]:
    """What the form of a planned wave starts with."""
    return {
        "questionnaire": wave.questionnaire_id,
        "campaign": wave.campaign.name,
        "when": LATER,
        "opens": wave.opens,
        "days": max(1, round((wave.closes - wave.opens) / timedelta(days=1))),
        "k": wave.campaign.k,
        "m": wave.campaign.m,
        "grace_hours": wave.grace_hours,
    }
