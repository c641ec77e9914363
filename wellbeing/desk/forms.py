"""What somebody types to redeem a break pass: the pass, then days and how soon the desk sees them."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from .days import fault_of
from .passes import LARGEST

BATCH, TODAY = "batch", "today"


def _date() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d")


class PassForm(forms.Form):
    """The pass: pasted, as a file, or put here by the address that a code opened."""

    pass_text = forms.CharField(
        label=_("Your pass"),
        widget=forms.Textarea(
            attrs={"rows": 5, "dir": "ltr", "spellcheck": "false", "autocomplete": "off", "autocapitalize": "none"}
        ),
        help_text=_("Paste it here. Where you opened a code or a link, it is here already."),
    )
    file = forms.FileField(
        label=_("Or a file with it"), required=False, help_text=_("As the page where you collected it saved it.")
    )

    use_required_attribute = False  # a file does as well

    def brought(self) -> str | bytes:
        """What was pasted, or else the file, cut one byte above what may be read. Call it once the form is bound."""
        pasted = str(self.data.get("pass_text", "")).strip()
        file = self.files.get("file")
        return pasted if pasted or not isinstance(file, UploadedFile) else file.read(LARGEST + 1)

    def refuse(self, sentence: str) -> "PassForm":
        """The same form with what is wrong beside the field that was used."""
        self.full_clean()
        is_file = "file" in self.files and not str(self.data.get("pass_text", "")).strip()
        self.errors.clear()
        self.add_error("file" if is_file else "pass_text", sentence)
        return self


class DaysForm(forms.Form):
    """The days, and whether the desk sees them with a daily batch or today."""

    first = forms.DateField(label=_("First day"), widget=_date())
    last = forms.DateField(
        label=_("Last day"), required=False, widget=_date(), help_text=_("Leave it empty for one day.")
    )
    when = forms.ChoiceField(
        label=_("When the leave desk sees it"),
        choices=[(BATCH, _("With a daily batch, together with others")), (TODAY, _("Today"))],
        widget=forms.RadioSelect,
        initial=BATCH,
        help_text=_(
            "Today costs you cover: the desk sees your request alone, and whoever watches could tell it from others."
        ),
    )

    def __init__(self, *args: Any, today: date, shown: date, **kwargs: Any) -> None:
        """`shown` is when the desk sees what waits for a batch."""
        super().__init__(*args, **kwargs)
        self.today, self.shown = today, shown
        for name in ("first", "last"):
            self.fields[name].widget.attrs["min"] = today.isoformat()

    def clean(self) -> dict[str, Any]:
        """What one field says about another."""
        typed = super().clean() or self.cleaned_data
        first = typed.get("first")
        if "last" in typed:
            typed["last"] = typed["last"] or first
        if first and typed.get("last") and typed.get("when"):
            shown = self.today if typed["when"] == TODAY else self.shown
            if fault := fault_of(first, typed["last"], today=self.today, shown=shown):
                self.add_error(*fault)
        return typed
