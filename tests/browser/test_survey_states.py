"""What the survey page says when things are not as they should be; nothing answered is lost by it."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.flows.boathouse import LASTS

from . import employee
from .chromium import SMALL, person, violations
from .minute import ANSWERS

NO_STORAGE = "IDBFactory.prototype.open = () => { throw new DOMException('refused', 'SecurityError') }"
OLD_BROWSER = "delete Array.prototype.toReversed"


@pytest.fixture
def context(chrome):
    with person(chrome, viewport=SMALL, bypass_csp=True) as one:
        yield one


@pytest.fixture
def page(context):
    return context.new_page()


@pytest.fixture
def taken(sides):
    return lambda: (sides.rows("nameless", "ballots_ballot"), sides.rows("nameless", "candles_flag"))


def posts(context):
    """Addresses of all POST requests from now on."""
    sent = []
    context.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    return sent


def test_visit_without_an_invitation_explains_lists_open_surveys_and_takes_a_pasted_link(page, link):
    page.goto(link.split("#")[0])
    expect(page.get_by_role("heading", name="Your own link opens the survey")).to_be_visible()
    expect(page.locator(".waves li")).to_have_count(1)
    assert violations(page) == []

    field = page.get_by_label("The link from your mail")
    field.fill(link.split(".")[0])
    page.keyboard.press("Enter")
    expect(page.get_by_text("This is not the whole link.")).to_be_visible()
    expect(field).to_have_value(link.split(".")[0])
    expect(field).to_be_focused()
    assert violations(page) == []
    field.fill(f"  {link} ")
    page.get_by_role("button", name="Open").click()

    expect(page.locator(".question").first).to_be_visible()
    assert page.url == link.split("#")[0].rstrip("/")
    employee.answer(page, {"rest": 3})
    employee.send(page)


def test_survey_that_does_not_exist_says_so_and_takes_a_pasted_link(page, link):
    page.goto(re.sub(r"/w/[0-9a-f]{64}", f"/w/{'0' * 64}", link))

    assert "There is no such survey" in employee.trouble(page)
    expect(page.get_by_label("The link from your mail")).to_be_visible()
    assert violations(page) == []


def test_invitation_of_another_cohort_says_that_it_is_not_known(page, link):
    page.goto(re.sub(r"[0-9a-f]{32}$", "0" * 32, link))

    assert "This invitation is not known here" in employee.trouble(page)


def test_documents_that_differ_between_the_origins_are_not_trusted_and_nothing_is_sent(context, page, sides, link):
    def alter(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.body().replace(b"rested", b"tested"))

    context.route(f"{sides.installation.origins['named']}/notices/**", alter)
    sent = posts(context)
    page.goto(link)

    assert "does not prove that it is genuine" in employee.trouble(page)
    assert sent == []
    assert violations(page) == []


def test_browser_that_cannot_seal_is_told_before_it_is_asked_anything(context, page, link):
    context.add_init_script(OLD_BROWSER)
    page.goto(link)

    assert "This browser cannot seal your answers" in employee.trouble(page)
    assert violations(page) == []


def test_candle_key_stays_on_its_screen_when_another_tab_takes_the_survey(context, page, link, taken):
    employee.open(page, link)
    employee.tick(page)
    employee.send(page)
    key = employee.receipt(page)["candle_key"]

    second = context.new_page()
    second.goto(link)
    second.get_by_role("button", name="Go on in this tab").click()
    employee.closed(second)

    assert employee.receipt(page)["candle_key"] == key
    assert employee.receipt(second)["candle_key"] is None  # shown once, and kept nowhere unless that is chosen


def test_send_without_network_keeps_it_sealed_and_it_goes_out_when_the_network_is_back(context, page, link, taken):
    ballots, flags = taken()
    employee.open(page, link)
    with page.expect_response(lambda response: response.url.endswith("/passes/")):
        employee.answer(page, ANSWERS)
    page.wait_for_timeout(500)
    context.set_offline(True)
    employee.press_send(page)

    assert employee.trouble(page).startswith("Sealed, and kept on this device")
    assert violations(page) == []
    assert taken() == (ballots, flags)
    context.set_offline(False)
    employee.closed(page)
    assert taken() == (ballots + 1, flags + 1)


def test_send_without_network_goes_out_at_the_next_visit_of_the_same_browser(context, page, link, taken):
    ballots, flags = taken()
    employee.open(page, link)
    with page.expect_response(lambda response: response.url.endswith("/passes/")):
        employee.answer(page, ANSWERS)
    page.wait_for_timeout(500)
    context.set_offline(True)
    employee.press_send(page)
    employee.trouble(page)
    page.close()
    context.set_offline(False)

    again = context.new_page()
    again.goto(link)
    employee.closed(again)

    assert taken() == (ballots + 1, flags + 1)


def test_send_before_anything_was_sealed_keeps_the_answers_on_the_page(context, page, link):
    employee.open(page, link)
    page.wait_for_timeout(500)
    context.set_offline(True)
    employee.answer(page, ANSWERS)
    employee.press_send(page)

    assert employee.trouble(page).startswith("There is no connection")
    page.get_by_role("button", name="Back to my answers").click()
    expect(page.locator(".question input:checked")).to_have_count(6)
    context.set_offline(False)
    employee.send(page)


def test_device_that_refuses_storage_says_what_that_means_and_sends(context, page, link, taken):
    context.add_init_script(NO_STORAGE)
    ballots, _flags = taken()
    employee.open(page, link)
    expect(page.get_by_text("This browser keeps nothing.")).to_be_visible()
    employee.answer(page, ANSWERS)
    employee.send(page)

    assert employee.receipt(page)["sent"]["This device"] == "It keeps nothing."
    assert taken()[0] == ballots + 1


def test_second_device_is_told_that_the_group_and_then_that_the_invitation_was_used(chrome, page, link, taken):
    employee.open(page, link)
    employee.answer(page, ANSWERS)
    employee.send(page)
    ballots, _flags = taken()

    with person(chrome, viewport=SMALL, bypass_csp=True) as other:
        second = employee.open(other.new_page(), link)
        employee.answer(second, {"rest": 1})
        expect(second.get_by_text("Your group was already confirmed in another browser.")).to_be_visible()
        expect(second.locator(".group-line")).to_contain_text("whole organisation")
        employee.press_send(second)
        said = employee.trouble(second)
        assert violations(second) == []

    assert said.startswith("This invitation was already used: Every invitation gives passes for one ballot")
    assert taken()[0] == ballots


def test_second_tab_says_that_the_survey_is_open_elsewhere_and_takes_it_over(context, page, link):
    employee.open(page, link)
    employee.answer(page, ANSWERS)
    page.wait_for_timeout(500)

    second = context.new_page()
    second.goto(link)
    assert employee.trouble(second).startswith("This survey is open in another tab")
    assert violations(second) == []
    second.get_by_role("button", name="Go on in this tab").click()

    expect(second.locator(".question input:checked")).to_have_count(6)
    assert employee.trouble(page).startswith("This survey went on in another tab")
    employee.send(second)


def test_later_visit_shows_what_was_answered_and_forgets_it_when_asked(context, page, link):
    employee.open(page, link)
    employee.answer(page, ANSWERS)
    employee.tick(page)
    employee.send(page)
    page.close()

    later = context.new_page()
    later.goto(link)
    expect(later.get_by_role("heading", name="You have answered this survey")).to_be_visible()
    assert employee.receipt(later)["candle_key"] is None  # it was not chosen to stay on the device
    assert violations(later) == []
    later.get_by_role("button", name="Forget everything on this device").click()
    later.get_by_role("button", name="Erase everything").click()
    expect(later.get_by_role("heading", name="This device has forgotten everything.")).to_be_visible()
    later.goto("about:blank")
    later.goto(link.split("#")[0])

    expect(later.get_by_role("heading", name="Your own link opens the survey")).to_be_visible()


def test_candle_key_stays_on_the_device_only_by_choice(context, page, link):
    employee.open(page, link)
    employee.tick(page)
    employee.send(page)
    key = employee.receipt(page)["candle_key"]
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save as a text file").click()
    assert saving.value.path().read_text() == f"{key}\n"
    assert saving.value.suggested_filename == "notes.txt"  # a name that tells nobody anything
    page.get_by_label("Keep it on this device").check()
    page.wait_for_timeout(300)
    page.close()

    later = context.new_page()
    later.goto(link)
    employee.closed(later)

    assert employee.receipt(later)["candle_key"] == key


def test_survey_after_the_close_says_so_and_a_ballot_that_was_counted_is_found(chrome, context, page, wave, link):
    open_wave, people = wave
    late, later = open_wave.links[next(people)], open_wave.links[next(people)]
    closes = open_wave.opens + LASTS
    employee.open(page, link)
    employee.answer(page, ANSWERS)
    employee.send(page)
    open_wave.play.clock.move_to(closes + timedelta(hours=7))
    open_wave.play.counted(link.split("/w/")[1].split("#")[0].rstrip("/"))

    with person(chrome, viewport=SMALL) as slow:  # whose device believes that it is still open
        second = employee.open(slow.new_page(), late)
        employee.answer(second, {"rest": 1})
        assert employee.trouble(second).startswith("This survey is closed")
    with person(chrome, viewport=SMALL, bypass_csp=True) as right:
        third = right.new_page()
        third.clock.set_fixed_time(closes + timedelta(hours=8))
        third.goto(later)
        assert employee.trouble(third).startswith("This survey is closed")
        assert violations(third) == []
    page.close()
    again = context.new_page()
    again.clock.set_fixed_time(closes + timedelta(hours=8))
    again.goto(link)
    employee.closed(again)
    expect(again.get_by_text("Yes. Your ballot is on the list of those that were counted.")).to_be_visible()
