"""The employee's minute in Chromium at phone size, against both sides as real processes."""

import pytest
from playwright.sync_api import expect

from . import employee
from .chromium import SMALL, complaints, person, violations
from .minute import ANSWERS

KEPT = """() => new Promise((resolve) => {
  const opening = indexedDB.open('windbreak')
  opening.onsuccess = () => {
    const asking = opening.result.transaction('values').objectStore('values').getAllKeys()
    asking.onsuccess = () => { opening.result.close(); resolve(asking.result) }
  }
})"""


@pytest.fixture
def page(chrome):
    with person(chrome, viewport=SMALL, has_touch=True) as context:
        yield context.new_page()


@pytest.fixture
def taken(sides):
    """Ballots and flags on the nameless side."""

    def now():
        return sides.rows("nameless", "ballots_ballot"), sides.rows("nameless", "candles_flag")

    return now


def test_survey_answered_by_thumb_is_sent_and_the_closing_screen_says_what_was_stored(page, link, taken):
    ballots, flags = taken()
    heard = complaints(page)

    employee.open(page, link)
    employee.answer(page, ANSWERS)
    employee.tick(page, urgency="week")
    employee.send(page)

    expect(page.locator("main h1")).to_be_focused()
    said = employee.receipt(page)
    assert taken() == (ballots + 1, flags + 1)
    assert said["heading"] == "It is sent. Your candle is lit."
    assert len(said["candle_key"].replace("-", "")) == 27
    assert "5,586 bytes" in said["sent"]["A sealed ballot"]
    assert "9,810 bytes" in said["sent"]["A sealed flag"]
    assert "proof of your group" in said["sent"]["A sealed ballot"]
    assert said["counted"].startswith("Not yet")
    expect(page.get_by_role("heading", name="If you need somebody now")).to_be_visible()
    assert heard == []


def test_survey_unlit_and_without_the_group_looks_the_same_and_says_so(page, link):
    employee.open(page, link)
    expect(page.locator(".group-line")).to_contain_text("Your answers count under Harbour (16 people)")
    employee.leave_label_out(page)
    expect(page.locator(".group-line")).to_contain_text("whole organisation")
    employee.answer(page, {"rest": 1})
    employee.send(page)

    said = employee.receipt(page)
    assert said["candle_key"] is None
    assert "whole organisation" in said["sent"]["A sealed ballot"]
    assert "9,810 bytes" in said["sent"]["A sealed flag"]
    expect(page.get_by_role("heading", name="If you need somebody now")).to_be_visible()


def test_survey_by_keyboard_alone_is_completed(page, link, taken):
    ballots, _flags = taken()
    employee.open(page, link)

    for number, keys in enumerate((["Space", "ArrowRight"], ["Space"], ["ArrowDown"], ["Space"], ["ArrowLeft"])):
        tab_to(
            page, f"document.activeElement.closest('.question') === document.querySelectorAll('.question')[{number}]"
        )
        for key in keys:
            page.keyboard.press(key)
    tab_to(page, "document.activeElement.closest('.candle') !== null")
    page.keyboard.press("Space")
    tab_to(page, "document.activeElement.closest('.soon') !== null")
    page.keyboard.press("Space")
    given = page.locator(".question input:checked").evaluate_all("found => found.map((one) => one.type)")
    tab_to(page, "document.activeElement.closest('.send') !== null")
    page.keyboard.press("Enter")
    employee.closed(page)

    assert given == ["radio", "radio", "radio", "checkbox", "radio"]
    assert taken()[0] == ballots + 1
    expect(page.locator("main h1")).to_be_focused()


def tab_to(page, condition):
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate(condition):
            return
    raise AssertionError(f"the keyboard does not reach: {condition}")


def test_answer_when_cleared_is_no_answer(page, link):
    employee.open(page, link)
    employee.answer(page, {"rest": 4, "loud": [2]})
    clear = page.get_by_role("button", name="Clear the answer to: I come back rested.")
    place = "document.querySelectorAll('.question')[1].offsetTop"
    before = page.evaluate(place)

    clear.click()

    expect(page.locator(".question").first.locator("input:checked")).to_have_count(0)
    expect(page.locator("#progress")).to_contain_text("1 of 5 answered")
    assert page.evaluate(place) == before  # nothing moved under the thumb


def test_draft_survives_a_reload_and_is_gone_when_sent(page, link):
    employee.open(page, link)
    employee.answer(page, ANSWERS)
    employee.tick(page, urgency="today")
    page.wait_for_timeout(500)
    page.reload()

    expect(page.get_by_text("Your answers from before are back.")).to_be_visible()
    expect(page.locator(".question input:checked")).to_have_count(6)
    expect(page.locator(".candle input:checked")).to_have_count(2)
    employee.send(page)
    names = {name.split()[0] for name in page.evaluate(KEPT)}
    assert names == {"receipt", "right", "spare"}


def test_draft_when_forgotten_is_erased_after_a_question(page, link):
    employee.open(page, link)
    employee.answer(page, ANSWERS)
    page.wait_for_timeout(500)
    assert any(name.startswith("draft") for name in page.evaluate(KEPT))

    page.get_by_role("button", name="Forget my answers").click()
    page.get_by_role("button", name="Keep them").click()
    expect(page.locator(".question input:checked")).to_have_count(6)
    page.get_by_role("button", name="Forget my answers").click()
    page.get_by_role("button", name="Erase them").click()

    expect(page.locator(".question input:checked")).to_have_count(0)
    page.wait_for_timeout(400)
    assert not any(name.startswith(("draft", "invitation")) for name in page.evaluate(KEPT))


def test_answers_are_in_no_attribute_no_address_no_history_and_no_clear_storage(page, link):
    employee.open(page, link)
    unanswered = page.locator(".questions").evaluate("(found) => found.outerHTML.replace(/ class=\"given\"/g, '')")
    length = page.evaluate("history.length")

    employee.answer(page, ANSWERS)

    assert page.url.endswith(link.split("/w/")[1].split("#")[0])
    assert page.evaluate("[history.length, history.state, localStorage.length, sessionStorage.length]") == [
        length, None, 0, 0
    ]  # fmt: skip
    answered = page.locator(".questions").evaluate("(found) => found.outerHTML")
    assert answered.replace(' hidden=""', "") == unanswered.replace(' hidden=""', "")


def test_language_when_changed_keeps_answers_and_turns_the_page_round(chrome, link):
    with person(chrome, viewport=SMALL, locale="ar") as context:
        page = employee.open(context.new_page(), link)
        employee.answer(page, ANSWERS)
        assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
        expect(page.locator(".question legend").first).to_have_text("أعود وأنا مرتاح.")

        page.locator("#language").select_option("de")

        assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["de", "ltr"]
        expect(page.locator(".question legend").first).to_have_text("Ich komme erholt zurück.")
        expect(page.locator(".question input:checked")).to_have_count(6)
        expect(page.locator("#language")).to_be_focused()


@pytest.mark.parametrize("by_key", [True, False])
def test_quick_exit_clears_the_screen_and_leaves_no_way_back_to_the_answers(page, link, by_key):
    page.goto("about:blank")
    employee.open(page, link)
    employee.answer(page, ANSWERS)
    page.wait_for_timeout(500)
    address = page.url

    if by_key:
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
    else:
        page.locator(".quickexit").click()
    page.wait_for_url("about:blank")
    page.go_back()

    assert page.url == "about:blank"
    page.goto(address)
    expect(page.get_by_role("heading", name="Your own link opens the survey")).to_be_visible()
    assert page.evaluate(KEPT) == [] or not any(name.startswith(("draft", "invit")) for name in page.evaluate(KEPT))


SLOW_TO_ERASE = """
  const drop = IDBObjectStore.prototype.delete
  IDBObjectStore.prototype.delete = function (name) {
    const asked = drop.call(this, name)
    const until = Date.now() + 500
    const busy = () => { if (Date.now() < until) this.get('nothing').onsuccess = busy }
    asked.addEventListener('success', busy)
    return asked
  }
"""


def test_quick_exit_on_a_slow_device_waits_for_the_erasure_with_nothing_on_the_screen(page, link):
    page.add_init_script(SLOW_TO_ERASE)
    employee.open(page, link)
    employee.answer(page, ANSWERS)
    page.wait_for_timeout(500)
    address = page.url

    page.locator(".quickexit").click()
    assert page.locator("body").inner_text() == ""
    page.wait_for_url("about:blank")
    page.goto(address)

    expect(page.get_by_role("heading", name="Your own link opens the survey")).to_be_visible()


def test_survey_fits_320_pixels_and_targets_are_large(page, link):
    employee.open(page, link)
    employee.tick(page)

    sizes = page.locator("main label, main button:visible, #leave button, #language").evaluate_all(
        "found => found.filter((one) => one.offsetHeight).map((one) => [one.offsetWidth, one.offsetHeight])"
    )
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert min(height for _width, height in sizes) >= 44
    assert min(width for width, _height in sizes) >= 40


def test_no_state_of_the_survey_has_anything_that_axe_finds(chrome, wave):
    open_wave, people = wave
    for options in ({}, {"color_scheme": "dark"}, {"locale": "ar"}):
        with person(chrome, viewport=SMALL, bypass_csp=True, **options) as context:
            page = employee.open(context.new_page(), open_wave.links[next(people)])
            employee.tick(page)
            page.locator(".group summary").click()
            assert violations(page) == []
            employee.answer(page, ANSWERS)
            employee.press_send(page)
            expect(page.locator(".stages")).to_be_visible()
            assert violations(page) == []
            employee.closed(page)
            employee.receipt(page)
            assert violations(page) == []
