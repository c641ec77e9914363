"""A candle with three people at three browsers: ticked, read, answered, taken, handed in, approved, "away".

`SCREENSHOTS=folder` keeps a picture of every step.
"""

import email
import email.policy
import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from demo.play import Reply
from demo.waiting import wait_for
from tests.browser import employee, keeper
from tests.browser.chromium import chromium, complaints, person, violations

from .boathouse import COMING, DESK, KEEPERS, PASSPHRASE, Wave, address, reply
from .journey import LEADER, TIRED, let_somebody_lead
from .visits import go_in, sign_in

LETTER = "Thank you for lighting it. Would a whole day help you, or two halves?"
ANSWER = "A whole day, please."
PATIENCE = 30_000  # milliseconds
pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def wave(sides):
    let_somebody_lead(sides)
    wave = Wave(sides, timedelta(days=3))
    wave.day = sides.play.clock.now().date() + timedelta(days=10)  # on which the employee will rest
    return wave


@pytest.fixture(scope="module")
def browser():
    with chromium() as running:
        yield running


def photograph(page: Page, name: str) -> None:
    """axe finds nothing; and a picture where one is wanted."""
    assert violations(page) == [], name
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def test_a_candle_from_the_tick_to_the_days_off(browser, wave, sides):
    play, origins = sides.play, sides.installation.origins
    with (
        person(browser, bypass_csp=True) as phone,
        person(browser, phone=False, bypass_csp=True) as office,
        person(browser, phone=False, bypass_csp=True) as home,
    ):
        key = _tick(phone.new_page(), wave)
        _others_answer(wave)
        play.clock.move_by(timedelta(days=1))
        wait_for(lambda: sides.rows("nameless", "candles_flag") == 0, what="the router")

        console = office.new_page()
        heard = complaints(console)
        _read_and_offer(console, sides)

        page = home.new_page()
        heard_at_home = complaints(page)
        _read_and_take(page, origins["nameless"], key)
        _hand_in(page, wave)

    with person(browser, phone=False, bypass_csp=True) as desk:
        _approve(desk.new_page(), sides)
    [away] = wait_for(lambda: _calendars(play.mailbox, LEADER), what="the mail to the manager")
    [booked] = wait_for(lambda: _calendars(play.mailbox, TIRED), what="the mail to the employee")

    assert heard == heard_at_home == []
    assert "away" in str(away["SUMMARY"])
    assert away.decoded("DTSTART") == booked.decoded("DTSTART") == wave.day
    assert "day of rest" not in str(away.to_ical()).lower()


def _tick(page: Page, wave: Wave) -> str:
    """The employee's minute with the candle ticked; the candle key that was shown."""
    employee.open(page, wave.links[TIRED])
    employee.answer(page, reply(TIRED).answers)
    employee.tick(page, "today")
    photograph(page, "1-ticked")
    employee.send(page)
    photograph(page, "2-sent")
    return employee.receipt(page)["candle_key"]


def _others_answer(wave: Wave) -> None:
    others = {to: wave.links[to] for to in COMING if to not in (TIRED, address("Harbour", 0))}
    wave.sides.play.answer(others, lambda to: Reply(reply(to).answers))


def _read_and_offer(page: Page, sides) -> None:
    """A keeper signs in, unlocks, reads, takes the candle, writes, offers two breaks."""
    keeper.sign_in(page, sides, KEEPERS[0].address)
    photograph(page, "3-locked")
    keeper.unlock(page, PASSPHRASE)
    expect(keeper.rows(page)).to_have_count(1)
    photograph(page, "4-queue")
    keeper.open_candle(page)
    keeper.hold(page)
    keeper.write(page, LETTER)
    keeper.offer(page, "A day of rest", "Half a day of rest")
    photograph(page, "5-offered")


def _read_and_take(page: Page, origin: str, key: str) -> None:
    """The employee, at a browser that never was here, with nothing but the candle key."""
    page.goto(f"{origin}/candle/")
    page.get_by_label("Your candle key").fill(key.lower().replace("-", " "))
    photograph(page, "6-candle-page")
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_text(LETTER)).to_be_visible(timeout=PATIENCE)
    photograph(page, "7-mailbox")
    page.locator("textarea").first.fill(ANSWER)
    page.get_by_role("button", name=re.compile("Send")).click()
    expect(page.locator("main").get_by_text(ANSWER, exact=True)).to_be_visible(timeout=PATIENCE)
    offered = page.locator(".breaks li", has=page.get_by_role("heading", name="A day of rest", exact=True))
    offered.get_by_role("button").click()
    photograph(page, "8-sure")
    page.locator("dialog").get_by_role("button").first.click()
    expect(page.get_by_role("heading", name="You have taken a break")).to_be_visible(timeout=PATIENCE)
    photograph(page, "9-taken")
    page.get_by_role("link", name=re.compile("pass", re.I)).first.click()
    expect(page.locator(".pass")).to_have_count(1, timeout=PATIENCE)
    photograph(page, "10-rest")


def _hand_in(page: Page, wave: Wave) -> None:
    """The pass goes over to the named side, where the employee signs in and says for which day."""
    with page.expect_navigation(url=re.compile("/account/login/")):
        page.locator(".pass a.button.primary").first.click()
    go_in(page, wave.sides, TIRED)
    expect(page.locator("textarea[name=pass_text]")).to_have_value(re.compile(r"^[\w-]{472}$"))
    assert "#" not in page.url
    photograph(page, "11-redeem")
    _send(page, "Look at this pass")
    page.locator("[name=first]").fill(wave.day.isoformat())
    page.locator("[name=last]").fill(wave.day.isoformat())
    page.locator("[name=when][value=today]").check()
    photograph(page, "12-days")
    _send(page, "Hand it in")
    expect(page).to_have_url(re.compile("/rest/$"))
    photograph(page, "13-handed-in")


def _approve(page: Page, sides) -> None:
    sign_in(page, sides, DESK.address)
    page.goto(f"{sides.installation.origins['named']}/leave/")
    photograph(page, "14-leave")
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("Approve")).click()
    expect(page.get_by_text("The calendar files are on their way")).to_be_visible()
    photograph(page, "15-approved")


def _send(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def _calendars(mailbox: Path, to: str) -> list:
    """The events of all calendar files that somebody was sent."""
    found = []
    for path in mailbox.glob("*.eml"):
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        files = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
        if files and str(message["To"]) == to:
            found += Calendar.from_ical(files[0].get_content()).walk("VEVENT")
    return found
