"""What each party sees of a candle and of the rest that came of it: the rows of the table in docs/promises.md."""

import email
import email.policy
import re
from datetime import timedelta

import psycopg
import pytest

from crypto.mailbox import keeping_key, mailbox_of, sealing_of, sealing_seed
from crypto.passes import Pass
from demo.installation import ROOT, SIDES
from demo.person import Person

from .boathouse import COMING, DESK, GROUPS, KEEPERS, address
from .dumps import found_in, values
from .journey import ANSWER, LEADER, NOTE, QUESTION, RESTING, TIRED, WORDS, travel

WHO = {address(group, i).encode() for group, size in GROUPS.items() for i in range(size)}
pytestmark = pytest.mark.timeout(900)  # the journey is long, and the first test waits for it
DAY = rb"(A day of rest|Ein Ruhetag)"


@pytest.fixture(scope="module")
def journey(sides):
    return travel(sides)


@pytest.fixture(scope="module")
def stolen(journey):
    """Both databases, the logs and the mails once everything has happened."""
    installation = journey.sides.installation
    return {
        **{side: values(installation.databases[side]) for side in SIDES},
        "logs": b"\n".join(path.read_bytes() for path in (installation.folder / "logs").glob("*.log")),
        "people": _ids(installation.databases["named"]),
        "mails": [path.read_bytes() for path in journey.sides.play.mailbox.glob("*.eml")],
    }


def everything(tables):
    return b"\n".join(value for cells in tables.values() for value in cells)


def words(text=None):
    return {word.encode() for word in ([text] if text else WORDS)}


def candle_of(journey):
    """What points at the candle: its key, what is derived from it, its id, its letters' and pass's bytes."""
    key = journey.candle_key
    return {key, sealing_seed(key), keeping_key(key), mailbox_of(key), sealing_of(key)} | {
        bytes.fromhex(journey.opened.id.replace("-", "")),
    }


def _ids(database):
    """Of all people's rows, which only the named side has."""
    with psycopg.connect(database) as connection:
        return {row[0].bytes for row in connection.execute("SELECT id FROM people_employee")}


def test_the_journey_went_all_the_way(journey):
    view = journey.mailbox.read()

    assert [letter.text for letter in view.letters] == [QUESTION, ANSWER]
    assert (view.state, view.forged) == ("taken", 0)
    assert (journey.opened.inner.note, journey.opened.inner.kinds) == (NOTE, ("day",))
    assert [letter.text for letter in journey.opened.letters] == [QUESTION, ANSWER]
    assert view.taken == journey.taken


def test_keepers_see_no_person(journey, stolen):
    told = repr(journey.queue) + repr(journey.opened)
    assert NOTE in told

    assert found_in(told.encode(), WHO | stolen["people"]) == set()


def test_the_desk_sees_a_person_a_kind_and_days_and_no_candle(journey, stolen):
    seen = "".join(text for page, text in journey.pages.items() if page.startswith("desk")).encode()
    main = b"".join(re.findall(rb"<main.*?</main>", seen, flags=re.S))
    assert TIRED.encode() in seen
    assert re.search(DAY, seen)

    assert found_in(seen, words() | candle_of(journey) | {serial(journey.taken), journey.taken.data}) == set()
    assert not re.search(rb"candle", main, flags=re.I)
    rows = re.findall(rb"(?s)(?:<tr|<li|<article)(?:(?!<tr|<li|<article).)*?kitchen\.[35]@example\.org", main)
    plain = {re.sub(rb"kitchen\.[35]@|[0-9a-f]{8}-[0-9a-f-]{27}|Kitchen[35]", b"", row) for row in rows}
    assert rows
    assert len(plain) <= len(rows) / 2 + 1  # the one with a candle looks as the one without


def test_the_desk_sees_nothing_before_the_daily_batch_but_what_was_wanted_today(journey):
    before = journey.pages["desk, before the batch"]

    assert TIRED in before
    assert RESTING not in before


def test_the_manager_sees_away_and_no_kind(journey, stolen):
    mails = [mail for mail in stolen["mails"] if _to(mail) == LEADER and b"text/calendar" in mail]
    told = [_text(mail) for mail in mails] + [journey.pages["away"]]
    assert len(mails) == 2

    for text in told:
        assert not re.search(DAY, text.encode())
        assert not re.search(r"half|kind of", text, flags=re.I)
    assert found_in("".join(told).encode(), words() | candle_of(journey)) == set()


def test_the_mail_server_sees_no_candle(journey, stolen):
    mails = b"\n".join(_text(mail).encode() for mail in stolen["mails"])
    assert TIRED.encode() in b"\n".join(stolen["mails"])

    assert found_in(mails, words() | candle_of(journey) | {serial(journey.taken)}) == set()
    of_tired = {_neutral(mail) for mail in stolen["mails"] if _to(mail) == TIRED and b"calendar" not in mail}
    of_other = {_neutral(mail) for mail in stolen["mails"] if _to(mail) == RESTING and b"calendar" not in mail}
    assert of_tired == of_other  # who lit a candle gets no mail that another one does not get


def test_the_named_database_holds_no_candle(journey, stolen):
    named = everything(stolen["named"])
    assert found_in(named, {journey.wave.sent[TIRED].stock.breaks()[0].quarter.encode()})  # the passes' side is there

    assert found_in(named, words() | candle_of(journey)) == set()


def test_the_nameless_database_holds_no_person_and_no_letter_that_it_could_read(journey, stolen):
    nameless = everything(stolen["nameless"])
    assert found_in(nameless, {mailbox_of(journey.candle_key)})

    assert found_in(nameless, WHO | stolen["people"] | words()) == set()
    secret = {journey.candle_key, sealing_seed(journey.candle_key), keeping_key(journey.candle_key)}
    assert (
        found_in(nameless, secret | {journey.keeper.keyring.secret[:32], journey.keeper.keyring.secret[32:]}) == set()
    )


def test_both_databases_together_pair_no_leave_with_a_candle(journey, stolen):
    leave = {value for table, cells in stolen["named"].items() if table.startswith("desk_") for value in cells}
    candles = {value for table, cells in stolen["nameless"].items() if table.startswith("candles_") for value in cells}
    public = {
        value for value in leave | candles if found_in(everything({"": stolen["named"]["campaigns_notice"]}), {value})
    }
    assert serial(journey.taken) in leave
    assert mailbox_of(journey.candle_key) in candles

    keepers = {journey.keeper.keyring.number.encode()}  # of who holds a candle, for the named side alone to resolve
    both = {value for value in leave & candles - public - keepers if len(value) >= 16}
    assert both <= {
        value for value in stolen["nameless"]["candles_breakkey"] if len(value) > 16
    }  # public keys, for all


def test_no_log_names_a_person_or_a_candle(journey, stolen):
    assert stolen["logs"]

    found = found_in(stolen["logs"], WHO | stolen["people"] | words() | candle_of(journey) | {serial(journey.taken)})
    assert found == set()


def test_who_lit_a_candle_holds_no_other_number_of_passes(journey):
    held = {to: len(person.stock.breaks()) for to, person in journey.wave.sent.items()}

    assert set(held.values()) == {2}
    assert len(held) == len(COMING)


def test_nobody_reads_a_mailbox_without_its_key_or_the_queue_without_a_badge(journey, sides):
    client, nameless = sides.play.client, sides.installation.origins["nameless"]

    named = {"Windbreak-Mailbox": journey.mailbox.public.hex()}
    assert client.post(f"{nameless}/mailbox/", content=b'{"version":1}', headers=named).status_code == 401
    assert client.get(f"{nameless}/queue/").status_code == 401
    assert client.get(f"{nameless}/candles/{journey.opened.id}/").status_code == 401


def test_an_employee_opens_no_page_of_keeper_desk_or_owner(sides, journey):
    pages = ["/leave/", "/away/", "/keepers/", "/catalogue/", "/badge/"]

    with sides.play.account(RESTING) as account:
        assert [account.client.get(page).status_code for page in pages] == [403] * len(pages)


def test_no_account_is_keeper_and_desk(sides, journey):
    with sides.play.account(KEEPERS[0].address, KEEPERS[0].secret) as account:
        assert account.client.get("/leave/").status_code == 403
        assert account.client.get("/badge/").status_code == 200
    with sides.play.account(DESK.address, DESK.secret) as account:
        assert account.client.get("/badge/").status_code == 403
        assert account.client.get("/leave/").status_code == 200


def test_withdrawing_deletes_what_was_written(journey, sides):
    wave_person = Person(journey.wave.links[COMING[0]], documents=sides.play.documents)
    assert wave_person.notice == journey.wave.notice

    journey.sides.play.clock.move_to(journey.sides.play.clock.now() + timedelta(minutes=1))
    before = sides.rows("nameless", "candles_letter")
    journey.mailbox.withdraw()

    assert before == 2
    assert sides.rows("nameless", "candles_letter") == 0
    assert journey.mailbox.read().state == "withdrawn"


def test_the_table_of_promises_names_a_test_for_every_party():
    text = (ROOT / "docs" / "promises.md").read_text()
    table = text.split("## What each party can learn")[1].split("## ")[0]
    rows = [line.strip("|").split("|") for line in table.splitlines() if line.startswith("| ") and "---" not in line][
        1:
    ]

    assert len(rows) >= 14
    for row in rows:
        tests = re.findall(r"`(\w+)` in (tests/[\w/]+\.py)", row[-1])
        assert tests, row[0]
        for name, file in tests:
            assert f"def test_{name}(" in (ROOT / file).read_text(), name


def serial(held):
    return Pass.read(held.data).nonce


def _to(mail):
    return str(email.message_from_bytes(mail, policy=email.policy.default)["To"])


def _text(mail):
    """Everything that a mail says, decoded."""
    message = email.message_from_bytes(mail, policy=email.policy.default)
    parts = [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]
    return str(message["Subject"]) + "".join(parts)


def _neutral(mail):
    """A mail without what is one person's: link, code, address."""
    return re.sub(r"[A-Za-z0-9_-]{43}\.[0-9a-f]{32}|[0-9]{4}-[0-9]{4}|[a-z]+\.\d+@\S+|Kitchen\d", "", _text(mail))
