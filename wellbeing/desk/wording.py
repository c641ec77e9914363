"""Forms for what has a name and a sentence in several languages: a rota, and a kind of break."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import LARGEST_CAPACITY, MOST_PASSES

LONGEST = {"name": 60, "about": 300}  # characters


class Worded(forms.Form):
    """`name_en`, `about_en` and so on for every language; the name in one of them is needed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = list(self.fields)
        for code, language in settings.LANGUAGES:
            self.fields[f"name_{code}"] = _text("name", _("Name (%(language)s)") % {"language": language}, code)
            self.fields[f"about_{code}"] = _text("about", _("About it (%(language)s)") % {"language": language}, code)
        self.order_fields([name for name in self.fields if name not in own] + own)

    @classmethod
    def initial_of(cls, thing: Any) -> dict[str, str]:
        """What a form about `thing`, which has `name` and `about` by language, begins with."""
        return {
            f"{field}_{code}": getattr(thing, field).get(code, "")
            for field in LONGEST
            for code, _ in settings.LANGUAGES
        }

    def clean(self) -> dict[str, Any]:
        """A name in at least one language, and about it in no language without a name."""
        typed = super().clean() or self.cleaned_data
        first = settings.LANGUAGES[0][0]
        if not any(typed.get(f"name_{code}") for code, _ in settings.LANGUAGES) and not self.errors:
            self.add_error(f"name_{first}", _("Write the name in at least one language."))
        for code, _name in settings.LANGUAGES:
            if typed.get(f"about_{code}") and not typed.get(f"name_{code}"):
                self.add_error(f"name_{code}", _("There is a sentence about it in this language and no name."))
        return typed

    def texts(self) -> dict[str, dict[str, str]]:
        """`name` and `about` by language, without the languages that were left empty."""
        return {
            field: {code: text for code, _ in settings.LANGUAGES if (text := self.cleaned_data[f"{field}_{code}"])}
            for field in LONGEST
        }

    def by_language(self) -> Iterator[tuple[str, list[BoundField]]]:
        """The fields of each language together, for the page."""
        for code, language in settings.LANGUAGES:
            yield language, [self[f"{field}_{code}"] for field in LONGEST]


class RotaForm(Worded):
    """A rota's words."""


class KindForm(Worded):
    """A kind of break: its words, how many passes everybody gets, and how many may be away at once."""

    each = forms.IntegerField(
        label=gettext_lazy("Passes for everybody in a quarter"),
        min_value=0,
        max_value=MOST_PASSES,
        help_text=gettext_lazy("0 takes the kind out of the catalogue. A change counts from the next quarter on."),
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("People who can be away on it on one day"),
        min_value=1,
        max_value=LARGEST_CAPACITY,
        help_text=gettext_lazy("The leave desk is told when a day is full."),
    )


def _text(field: str, label: str, code: str) -> forms.CharField:
    rows = forms.Textarea(attrs={"rows": 3}) if field == "about" else forms.TextInput()
    rows.attrs |= {"lang": code, "dir": "rtl" if code == "ar" else "ltr", "autocomplete": "off"}
    return forms.CharField(label=label, max_length=LONGEST[field], required=False, widget=rows)
