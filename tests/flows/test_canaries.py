"""Planted answers, a ticked candle and its key, searched for wherever they could have been left behind."""

import base64
import json
import re
from datetime import timedelta

import pytest
from playwright.sync_api import sync_playwright

from crypto.mailbox import mailbox_of, read_key
from demo.installation import SIDES
from tests.browser import employee
from tests.browser.chromium import ARGUMENTS, CHROMIUM, PHONE

from .boathouse import Wave, address
from .dumps import spellings, values

TO = address("Harbour", 5)
QUESTIONNAIRE = {
    "name": "Canaries",
    "languages": ["en"],
    "questions": [
        {"key": "canary_heron", "kind": "choice", "text": {"en": "Which bird?"},
         "options": [{"value": 917, "text": {"en": "heron"}}, {"value": 918, "text": {"en": "wren"}}]},
        {"key": "canary_ferns", "kind": "choices", "text": {"en": "Which ferns?"},
         "options": [{"value": 731, "text": {"en": "bracken"}}, {"value": 733, "text": {"en": "polypody"}},
                     {"value": 739, "text": {"en": "spleenwort"}}]},
        {"key": "canary_tide", "kind": "recommend", "text": {"en": "Would you tell a friend?"}},
    ],
}  # fmt: skip
ANSWERS = {"canary_heron": 917, "canary_ferns": [731, 739], "canary_tide": 7}
# How an answer looks wherever it is written down as text: key and value beside each other, in any JSON or JavaScript.
WRITTEN = [
    rb"canary_heron\W{1,6}917",
    rb"canary_ferns\W{1,6}731\W{1,4}739",
    rb"canary_tide\W{1,6}7\b",
    rb"urgency\W{1,6}today",
]
# Chromium writes down where it went before a page can say anything (docs/promises.md, what is not covered).
BROWSERS_OWN = re.compile(
    r"^Default/(History|Sessions/|Top Sites|Network Action Predictor|Shortcuts|Favicons)|segmentation_platform"
)


@pytest.fixture(scope="module")
def left(sides, tmp_path_factory):
    """Everything that one person's minute left behind: files of their browser, databases, logs, mails."""
    folder = tmp_path_factory.mktemp("profile")
    questions = folder / "questions.json"
    questions.write_text(json.dumps(QUESTIONNAIRE))
    sides.installation.manage("named", "import_questionnaire", str(questions))
    wave = Wave(sides, timedelta(days=1), QUESTIONNAIRE["name"])
    receipt, control = _minute(folder / "profile", wave.links[TO], sides.installation.origins["nameless"])
    return {
        "wave": wave,
        "receipt": receipt,
        "control": control,
        "profile": {
            str(path.relative_to(folder / "profile")): path.read_bytes()
            for path in (folder / "profile").rglob("*")
            if path.is_file() and not path.is_symlink()
        },
        "databases": {side: values(sides.installation.databases[side]) for side in SIDES},
        "logs": b"\n".join(path.read_bytes() for path in (sides.installation.folder / "logs").glob("*.log")),
        "mails": [path.read_bytes() for path in wave.play.mailbox.glob("*.eml")],
    }


def _minute(profile, link, origin):
    """A person with a profile on disk, who comes back to a draft, sends, and looks at the receipt once more."""
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=CHROMIUM, args=ARGUMENTS, viewport=PHONE, locale="en-GB"
        )
        ballots = []
        context.on("request", lambda one: ballots.append(one.post_data_buffer) if "/ballots/" in one.url else None)
        page = context.new_page()
        employee.open(page, link)
        employee.answer(page, ANSWERS)
        page.wait_for_timeout(1500)  # the draft is on the device now
        page.close()
        page = context.new_page()
        employee.open(page, link)
        employee.tick(page, "today")
        employee.send(page)
        receipt = employee.receipt(page) | {"serial": ballots[0][2:34].hex()}
        again = context.new_page()
        again.goto(link.partition("#")[0])
        again.wait_for_timeout(1000)
        control = _leave_a_control(context, origin)
        context.close()
    return receipt, control


def _leave_a_control(context, origin):
    """The same answer stored carelessly, as a page could: the search must find this one."""
    page = context.new_page()
    page.goto(origin + "/")
    page.evaluate(
        """() => new Promise((done, failed) => {
            localStorage.setItem('careless', JSON.stringify({ control_canary_heron: 917 }))
            const asked = indexedDB.open('careless', 1)
            asked.onupgradeneeded = () => asked.result.createObjectStore('drafts')
            asked.onerror = failed
            asked.onsuccess = () => {
                const writing = asked.result.transaction('drafts', 'readwrite')
                writing.objectStore('drafts').put('{"control_canary_ferns":[731,739]}', 'draft')
                writing.oncomplete = done
            }
        })"""
    )
    page.wait_for_timeout(500)
    return [rb"control_canary_heron\W{1,6}917", rb"control_canary_ferns\W{1,6}731\W{1,4}739"]


def test_answers_and_candle_are_found_nowhere_in_the_browser(left):
    everything = left["profile"].values()
    for careless in left["control"]:  # the search works
        assert any(_reads(careless, data) for data in everything)

    for canary in WRITTEN:
        canary = rb"(?<!control_)" + canary
        assert [name for name, data in left["profile"].items() if _reads(canary, data)] == []
    for secret in _candle(left["receipt"]):
        assert [name for name, data in left["profile"].items() if _holds(data, secret)] == []


def test_serial_and_invitation_are_found_nowhere_in_what_the_page_keeps(left):
    token, _, _ = left["wave"].links[TO].partition("#")[2].partition(".")
    serial = bytes.fromhex(left["receipt"]["serial"])

    assert [name for name, data in left["profile"].items() if _holds(data, serial)] == []
    mine = [name for name, data in left["profile"].items() if _holds(data, token.encode())]
    assert [name for name in mine if not BROWSERS_OWN.search(name)] == []


def test_answers_and_candle_are_found_in_no_database_log_or_mail(left):
    elsewhere = [
        *(b"\n".join(cells) for tables in left["databases"].values() for cells in tables.values()),
        left["logs"],
        *left["mails"],
    ]
    assert any(b"canary_heron" in data for data in elsewhere)  # the question is there, in Notices

    for canary in WRITTEN:
        assert not any(_reads(canary, data) for data in elsewhere)
    for secret in _candle(left["receipt"]):
        assert not any(_holds(data, secret) for data in elsewhere)


def test_no_name_meets_a_serial_anywhere(left):
    invitation = base64.urlsafe_b64decode(left["wave"].links[TO].partition("#")[2].partition(".")[0] + "=")
    serial = bytes.fromhex(left["receipt"]["serial"])
    named, nameless = (b"\n".join(v for cells in left["databases"][side].values() for v in cells) for side in SIDES)
    assert _holds(nameless, serial)
    assert _holds(named, invitation[:16])
    assert _holds(named, TO.encode())

    assert not _holds(named, serial)
    assert not any(_holds(nameless, who) for who in (invitation, invitation[:16], TO.encode()))
    assert not any(_holds(left["logs"], what) for what in (serial, invitation, invitation[:16], TO.encode()))
    assert not any(_holds(mail, serial) for mail in left["mails"])


def _candle(receipt):
    """The candle key in its spellings, and the mailbox that is derived from it in none but the sealed flag."""
    key = read_key(receipt["candle_key"])
    return [receipt["candle_key"].encode(), receipt["candle_key"].replace("-", "").encode(), key, mailbox_of(key)]


def _reads(pattern, data):
    return re.search(pattern, data) or re.search(pattern, data.replace(b"\0", b""))


def _holds(data, secret):
    return any(spelling in data or spelling in data.replace(b"\0", b"") for spelling in spellings(secret))
