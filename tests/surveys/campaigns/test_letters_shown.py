"""The mail in Chromium: nothing to scroll sideways on the smallest phone, contrast by day and night, a real button."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Page

from surveys.campaigns.letters import compose, link_of
from surveys.campaigns.models import Invitation, Wave
from tests.browser.chromium import chromium, person

SMALLEST = {"width": 320, "height": 640}
# Landmarks are the mail program's, which shows the mail inside a page of its own.
RULES = {"rules": {"region": {"enabled": False}, "landmark-one-main": {"enabled": False}}}


def faults(page: Page) -> list[str]:
    """What axe finds, what is wider than the screen, and a button too small for a thumb."""
    found = [one["id"] for one in Axe().run(page, options=RULES).response["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth")
    button = page.get_by_role("link").first.bounding_box()
    assert button is not None
    found += [f"{wide} px wide"] if wide > SMALLEST["width"] else []
    return found + ([f"a button {button['height']} px high"] if button["height"] < 44 else [])


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_the_mail_can_be_read_and_tapped_by_day_and_by_night(opened: Wave, language: str, tmp_path: Path) -> None:
    link = link_of(Invitation.objects.select_related("wave").order_by("id")[0])
    file = tmp_path / "mail.html"
    file.write_text(compose(opened, language).linked_to(link).html)
    found: dict[str, list[str]] = {}

    with chromium() as browser:
        for scheme in ("light", "dark"):
            with person(browser, viewport=SMALLEST, color_scheme=scheme) as context:
                page = context.new_page()
                page.goto(file.as_uri())
                found[scheme] = faults(page)

    assert found == {"light": [], "dark": []}
