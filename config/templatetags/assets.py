"""`{% stylesheet "look.css" %}` and `{% script "survey.js" %}`: links to built files with their integrity."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from config.assets import asset

register = template.Library()


@register.simple_tag
def stylesheet(name: str) -> SafeString:
    """The link to a built style sheet."""
    return format_html('<link rel="stylesheet" href="{}" integrity="{}">', *asset(name))


@register.simple_tag
def script(name: str) -> SafeString:
    """The link to a built module, which runs when the page has been read."""
    return format_html('<script type="module" src="{}" integrity="{}"></script>', *asset(name))
