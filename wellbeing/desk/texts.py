"""Texts by language, as the catalogue holds them: in the language of the page, or in one that there is."""

from django.conf import settings
from django.utils import translation


def spoken(texts: dict[str, str]) -> str:
    """The text for whoever reads the page; "" where there is none in any language."""
    for language in (translation.get_language() or "", settings.LANGUAGE_CODE, *texts):
        if texts.get(language):
            return texts[language]
    return ""


def sentence(refusal: Exception) -> str:
    """A refusal as a page says it: with a capital and a full stop."""
    text = str(refusal)
    return text[:1].upper() + text[1:].rstrip(".") + "."
