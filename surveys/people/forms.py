"""Forms of the people room."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import EMAIL_SIZE, Role

MEANING = {
    Role.OWNER: _("Owner: keeps roster and questionnaires, plans waves, reads all results, gives roles"),
    Role.KEEPER: _("Keeper: reads the candles that were lit and answers them, without learning who wrote"),
    Role.DESK: _("Leave desk: books breaks for people, without learning why"),
}


class RoleForm(forms.Form):
    """Who is to have which role."""

    email = forms.CharField(
        label=_("E-mail address"),
        max_length=EMAIL_SIZE,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr", "spellcheck": "false"}),
    )
    role = forms.ChoiceField(label=_("Role"), choices=list(MEANING.items()), widget=forms.RadioSelect)


class RosterForm(forms.Form):
    """A roster to look at before anything changes."""

    file = forms.FileField(
        label=_("CSV file"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": _("Choose a file first.")},
    )
