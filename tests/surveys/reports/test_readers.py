"""Who sees which rows, over HTTP: pages and files alike, and nothing more by guessing addresses."""

import csv
import io
from dataclasses import dataclass
from datetime import UTC, datetime

import openpyxl
import pytest

from surveys.reports.deeds.collect import collect
from tests.surveys.reports.published import LAB, NIGHT, OPS, ROOT, SALES
from tests.surveys.reports.reading import BENCH, PAIR, Tables, grow, somebody

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ALL = {"Everybody", "Ops", "Ops / Night", "Sales", "Lab"}
FIGURES = {"Everybody": "57", "Ops": "15", "Ops / Night": "9", "Sales": "35"}  # ballots, each its own
PAGES = ["", "q1/", "q2/", "q4.2/", "figures.csv", "figures.xlsx"]
ADDRESSES = [*PAGES, "q3/", "report.json"]


@dataclass(frozen=True)
class Reader:
    """Somebody, and the rows they may see; None where they may not come in at all."""

    who: dict[str, object]
    rows: set[str] | None
    told: str = ""  # "Pair counts under Ops"


READERS = {
    "an owner": Reader({"role": "owner"}, ALL),
    "an owner without a group of their own": Reader({"role": "owner", "in_": NIGHT}, ALL),
    "the leader of everybody": Reader({"leads": ROOT}, ALL),
    "the leader of a division": Reader({"leads": OPS}, {"Everybody", "Ops", "Ops / Night"}),
    "the leader of a team": Reader({"leads": NIGHT}, {"Everybody", "Ops / Night"}),
    "the leader of another team": Reader({"leads": SALES}, {"Everybody", "Sales"}),
    "the leader of a hidden team": Reader({"leads": LAB}, {"Everybody", "Lab"}, "Lab has no figures of its own"),
    "the leader of a merged team": Reader({"leads": PAIR}, {"Everybody", "Ops"}, "it counts under Ops, so that"),
    "the leader of a team merged into a hidden one": Reader({"leads": BENCH}, {"Everybody"}, "under Everybody, so"),
    "a desk that leads a team": Reader({"role": "desk", "leads": NIGHT}, {"Everybody", "Ops / Night"}),
    "an employee": Reader({"in_": SALES}, None),
    "a keeper": Reader({"role": "keeper"}, None),
    "a desk": Reader({"role": "desk"}, None),
}


@pytest.fixture
def first(publisher, nameless) -> str:
    grow()
    name = publisher.publish()
    publisher.publish(favours=4)
    collect(nameless=nameless, now=NOW)
    return name


def rows_of(content: bytes, path: str) -> set[str]:
    """The cohorts that a page or file names in its tables."""
    if path.endswith(".csv"):
        found = {row[1] for row in csv.reader(io.StringIO(content.decode("utf-8-sig")))}
    elif path.endswith(".xlsx"):
        found = {
            row[1] for row in openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)
        }
    else:
        found = set(Tables(content.decode()).first())
    return {name.removesuffix(", without the groups below") for name in found} & ALL


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("reader", READERS.values(), ids=READERS.keys())
def test_each_reader_sees_their_rows_and_no_others(client, first, reader: Reader, path: str):
    client.force_login(somebody(**reader.who))

    answer = client.get(f"/reports/{first}/{path}")

    if reader.rows is None:
        assert answer.status_code == 403
        return
    assert answer.status_code == 200
    assert rows_of(answer.content, path) == reader.rows
    if path == "":
        words = " ".join(answer.content.decode().split())
        assert (reader.told or "no figures of its own") in words or not reader.told
        assert bool(reader.told) == ("no figures of its own" in words)


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS.keys())
def test_rows_do_not_differ_by_reader(client, first, reader: Reader):
    """The cells of a row that both see are the same to the letter."""
    owner = somebody(role="owner", in_=LAB)
    client.force_login(owner)
    whole = {row[0]: row for row in Tables(client.get(f"/reports/{first}/q1/").content.decode()).words() if row}

    client.force_login(somebody(**reader.who))
    part = Tables(client.get(f"/reports/{first}/q1/").content.decode()).words()

    own = {row[0].rsplit(" / ", 1)[-1]: row[1:] for row in part if row and row[0] in ALL}
    assert own == {name: whole_row[1:] for key, whole_row in whole.items() if (name := key.rsplit(" / ", 1)[-1]) in own}


@pytest.mark.parametrize("path", ADDRESSES)
def test_the_leader_of_a_team_learns_nothing_of_others_at_any_address(client, first, path: str):
    client.force_login(somebody(leads=NIGHT))

    answer = client.get(f"/reports/{first}/{path}?question=q1&group={SALES}&cohort={SALES}")

    text = answer.content.decode(errors="replace")
    assert answer.status_code == (403 if path == "report.json" else 200)
    assert "Sales" not in text
    assert "Lab" not in text


@pytest.mark.parametrize("path", ADDRESSES)
def test_strangers_are_led_to_the_sign_in(client, first, path: str):
    address = f"/reports/{first}/{path}"

    answer = client.get(address)

    assert (answer.status_code, answer["Location"]) == (302, f"/account/login/code/?next={address}")


@pytest.mark.parametrize("path", ["", *ADDRESSES])
def test_an_owner_without_a_second_factor_sees_no_results(client, first, path: str):
    client.force_login(somebody(role="owner", factor=False))

    answer = client.get(f"/reports/{first}/{path}")
    home = client.get("/")

    assert (answer.status_code, answer["Location"]) == (302, "/account/2fa/")
    assert b"Pulse" not in home.content
    assert b'<a href="/account/2fa/">Set it up now</a>' in home.content


@pytest.mark.parametrize("path", ADDRESSES)
def test_open_reports_show_everything_to_everybody(client, first, settings, path: str):
    settings.OPEN_REPORTS = True

    answer = client.get(f"/reports/{first}/{path}")

    assert answer.status_code == 200
    if path in PAGES:
        assert rows_of(answer.content, path) == ALL


def test_the_first_page_tells_a_manager_of_their_groups_alone(client, first):
    client.force_login(somebody(leads=NIGHT))

    page = client.get("/").content.decode()

    assert "Pulse 2" in page
    assert "Everybody: " in page  # the organisation changed clearly
    assert "Sales" not in page


@pytest.mark.parametrize("who", [{"in_": SALES}, {"role": "keeper"}, {"role": "desk"}])
def test_the_first_page_tells_others_nothing_of_results(client, first, who: dict[str, object]):
    client.force_login(somebody(**who))

    page = client.get("/").content.decode()

    assert "Pulse" not in page
    assert "Surveys come to you by mail" in page
