"""How every form of the named side is written: our templates around Django's own widgets."""

from django.forms.renderers import DjangoTemplates


class Look(DjangoTemplates):
    """settings.FORM_RENDERER: `{{ form }}` and `{{ field.as_field_group }}` come out in the look, errors wired."""

    form_template_name = "look/form.html"
    field_template_name = "look/field.html"
