"""What the client does on the device alone: the mailed link, the safe, drafts, receipts, and several tabs."""

import pytest

from .chromium import person
from .served import built, served
from .test_client import NO_STORAGE

NOTICE, OTHER = "ab" * 32, "cd" * 32
TOKEN, COHORT = "t" * 43, "0f" * 16
DRAFT = {"answers": {"rest": 4, "comment": "canary-4711"}, "labelled": True, "lit": True, "urgency": "today"}
RECEIPT = {
    "notice": NOTICE, "title": {"en": "Pulse"}, "closes": "2026-11-30T09:00:00Z", "serial": "12" * 32,
    "labelled": True, "lit": True, "flagged": True, "candleKey": "canary-4712", "kept": True,
    "bytes": {"ballot": 5586, "flag": 9810},
}  # fmt: skip
RAW = """() => new Promise((resolve) => {
  const opening = indexedDB.open('windbreak')
  opening.onsuccess = () => {
    const reading = opening.result.transaction('values').objectStore('values').getAll()
    reading.onsuccess = () => resolve(reading.result.map((one) => new TextDecoder('latin1').decode(one)))
  }
})"""


@pytest.fixture(scope="module")
def origin():
    with served() as origin:
        yield origin


@pytest.fixture
def context(chrome):
    with person(chrome) as context:
        yield context


def visit(context, origin, at="/"):
    page = context.new_page()
    page.goto(origin + at)
    page.evaluate(
        "async (file) => { window.client = await import(file); window.safe = await client.openSafe() }",
        f"/static/{built('client.js')}",
    )
    return page


def test_mailed_link_is_read_once_and_leaves_the_address(context, origin):
    page = visit(context, origin, f"/w/{NOTICE}/#{TOKEN}.{COHORT}")

    first = page.evaluate("() => client.takeInvitation()")
    again = page.evaluate("() => client.takeInvitation()")

    assert first == {"notice": NOTICE, "invitation": {"token": TOKEN, "cohort": COHORT}, "torn": False}
    assert again == {"notice": NOTICE, "invitation": None, "torn": False}
    assert page.url == f"{origin}/w/{NOTICE}"
    assert page.evaluate("() => history.length") == 2  # the empty page that Chromium starts with, and this one


@pytest.mark.parametrize("fragment", [f"#{TOKEN}", f"#{TOKEN}.{COHORT[:-1]}", f"#{TOKEN[1:]}.{COHORT}", "#x"])
def test_mailed_link_is_torn_when_something_is_missing(context, origin, fragment):
    page = visit(context, origin, f"/w/{NOTICE}{fragment}")

    arrival = page.evaluate("() => client.takeInvitation()")

    assert arrival == {"notice": NOTICE, "invitation": None, "torn": True}
    assert page.url == f"{origin}/w/{NOTICE}"


def test_address_without_a_notice_is_no_survey(context, origin):
    page = visit(context, origin)

    trouble = page.evaluate("() => { try { client.takeInvitation() } catch (error) { return error.trouble } }")

    assert trouble == "unknown-wave"


def test_safe_gives_back_what_was_put_also_after_the_page_was_closed(context, origin):
    page = visit(context, origin)
    page.evaluate("() => safe.put('one', { bytes: new Uint8Array([0, 255]), text: 'é', none: null })")
    page.close()

    page = visit(context, origin)

    assert page.evaluate("() => safe.works")
    assert page.evaluate("async () => Array.from((await safe.get('one')).bytes)") == [0, 255]
    assert page.evaluate("async () => (await safe.get('one')).text") == "é"
    assert page.evaluate("() => safe.get('two')") is None
    assert page.evaluate("() => safe.names('o')") == ["one"]
    page.evaluate("() => safe.drop('one')")
    assert page.evaluate("() => safe.get('one')") is None


def test_safe_writes_nothing_that_can_be_read_and_its_key_cannot_be_read_out(context, origin):
    page = visit(context, origin)
    page.evaluate("(draft) => client.saveDraft(safe, '%s', draft)" % NOTICE, DRAFT)  # noqa: UP031

    raw = page.evaluate(RAW)
    key = page.evaluate(
        """() => new Promise((resolve) => {
          const opening = indexedDB.open('windbreak')
          opening.onsuccess = () => {
            const reading = opening.result.transaction('keys').objectStore('keys').get('device')
            reading.onsuccess = () => crypto.subtle.exportKey('raw', reading.result)
              .then(() => resolve('read out'), () => resolve(reading.result.extractable))
          }
        })"""
    )

    assert len(raw) == 1
    assert "canary" not in raw[0]
    assert "answers" not in raw[0]
    assert key is False


def test_value_is_refused_in_another_ones_place(context, origin):
    page = visit(context, origin)
    page.evaluate("() => safe.put('one', 1)")
    page.evaluate(
        """() => new Promise((resolve) => {
          const opening = indexedDB.open('windbreak')
          opening.onsuccess = () => {
            const values = opening.result.transaction('values', 'readwrite').objectStore('values')
            values.get('one').onsuccess = (event) => { values.put(event.target.result, 'two').onsuccess = resolve }
          }
        }).then(() => null)"""
    )

    assert page.evaluate("() => safe.get('one')") == 1
    assert page.evaluate("() => safe.get('two')") is None


def test_safe_goes_on_in_memory_when_the_disk_is_full(context, origin):
    page = visit(context, origin)
    page.evaluate("() => safe.put('before', 1)")
    page.evaluate("() => { IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError') } }")

    page.evaluate("async () => { await safe.put('before', 2); await safe.put('one', 3) }")

    assert page.evaluate("() => safe.works") is False
    assert page.evaluate("() => safe.names('')") == ["before", "one"]
    assert page.evaluate("async () => [await safe.get('before'), await safe.get('one')]") == [2, 3]
    page.evaluate("() => safe.drop('before')")
    assert page.evaluate("() => safe.names('')") == ["one"]


def test_safe_of_memory_says_that_it_does_not_last(context, origin):
    context.add_init_script(NO_STORAGE)
    page = visit(context, origin)

    page.evaluate("() => safe.put('one', { bytes: new Uint8Array([7]) })")

    assert page.evaluate("() => safe.works") is False
    assert page.evaluate("async () => (await safe.get('one')).bytes[0]") == 7
    assert page.evaluate("() => safe.names('')") == ["one"]


def test_draft_is_there_until_it_is_erased_and_only_for_its_own_invitation(context, origin):
    page = visit(context, origin)
    save = "([notice, draft, invitation]) => client.saveDraft(safe, notice, draft, invitation)"
    load = "([notice, invitation]) => client.loadDraft(safe, notice, invitation)"
    mine, theirs = ({"token": letter * 43, "cohort": COHORT} for letter in "mt")

    page.evaluate(save, [NOTICE, DRAFT, mine])

    assert page.evaluate(load, [NOTICE, mine]) == DRAFT
    assert page.evaluate(load, [NOTICE, theirs]) is None
    assert page.evaluate(load, [OTHER, mine]) is None
    page.evaluate("(notice) => client.eraseDraft(safe, notice)", NOTICE)
    assert page.evaluate(load, [NOTICE, mine]) is None


def test_receipt_is_kept_without_the_candle_unless_the_person_chooses(context, origin):
    page = visit(context, origin)

    page.evaluate("(receipt) => client.keepReceipt(safe, receipt)", RECEIPT)
    plain = page.evaluate("() => client.loadReceipts(safe)")
    page.evaluate("(receipt) => client.keepReceipt(safe, receipt, true)", RECEIPT)
    chosen = page.evaluate("() => client.loadReceipts(safe)")
    page.evaluate("() => client.forgetReceipts(safe)")

    assert plain == [RECEIPT | {"lit": False, "flagged": True, "candleKey": None}]
    assert chosen == [RECEIPT]
    assert page.evaluate("() => client.loadReceipts(safe)") == []


def test_survey_is_held_by_one_tab_until_another_takes_it_over(context, origin):
    first, second = visit(context, origin), visit(context, origin)
    hold = "(notice) => client.holdAlone(notice, () => { window.lost = true })"

    assert first.evaluate(hold, NOTICE) is True
    assert second.evaluate(hold, NOTICE) is False
    assert second.evaluate(hold, OTHER) is True
    second.evaluate("(notice) => client.takeOver(notice)", NOTICE)
    first.wait_for_function("() => window.lost === true")
    assert first.evaluate(hold, NOTICE) is False


def test_survey_goes_on_without_locks_where_the_browser_refuses_them(context, origin):
    context.add_init_script(
        "LockManager.prototype.request = () => Promise.reject(new DOMException('refused', 'SecurityError'))"
    )
    page = visit(context, origin)

    assert page.evaluate("(notice) => client.holdAlone(notice)", NOTICE) is True
    assert page.evaluate("(notice) => client.oneAtATime(notice, () => Promise.resolve('done'))", NOTICE) == "done"
    failing = "(notice) => client.oneAtATime(notice, () => Promise.reject('why')).catch((error) => error)"
    assert page.evaluate(failing, NOTICE) == "why"


def test_survey_is_free_again_when_its_tab_is_closed(context, origin):
    first, second = visit(context, origin), visit(context, origin)
    first.evaluate("(notice) => client.holdAlone(notice)", NOTICE)
    first.close()

    second.wait_for_function("async (notice) => client.holdAlone(notice)", arg=NOTICE)  # a moment later
