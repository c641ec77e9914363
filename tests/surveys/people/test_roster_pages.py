"""The roster by page: looked at first, imported as it was looked at, every error by row and column."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from surveys.people.deeds.choose_language import choose_language
from surveys.people.models import Employee, Group
from tests.surveys.people.conftest import someone

pytestmark = pytest.mark.django_db
HEADER = "employee_id,email,group,name,leads,language"
ROWS = ("1,ann@x.org,Ops / Night,Ann,yes,de", "2,bob@x.org,Ops,Bob,no,", "3,cy@x.org,Care,Cy,no,ar")


def upload(client, *rows: str, data: bytes | None = None, follow: bool = True):
    content = "\n".join([HEADER, *rows]).encode() if data is None else data
    return client.post("/roster/preview/", {"file": SimpleUploadedFile("may.csv", content)}, follow=follow)


def apply(client, page, **more: str):
    expected = page.context["plan"].fingerprint if page.context else ""
    return client.post("/roster/apply/", {"expected": expected} | more, follow=True)


def numbers() -> list[str]:
    people = Employee.objects.filter(is_active=True, number__isnull=False).exclude(number="owner")
    return sorted(people.values_list("number", flat=True))


@pytest.fixture
def owner(owner):
    """Not on the roster, so that no import sees them off."""
    Employee.objects.filter(id=owner.id).update(number=None)
    return owner


def test_an_empty_roster_explains_the_columns_and_has_an_example_that_imports(client, owner):
    page = client.get("/roster/").content.decode()
    example = client.get("/roster/example.csv")

    preview = upload(client, data=example.content)

    assert all(column in page for column in HEADER.split(","))
    assert "attachment" in example["Content-Disposition"]
    assert preview.context["plan"].joiners


def test_a_file_is_looked_at_before_anything_changes(client, owner):
    preview = upload(client, *ROWS)
    before = numbers()

    done = apply(client, preview)

    assert (before, numbers()) == ([], ["1", "2", "3"])
    assert "3 join" in preview.content.decode()
    assert "of them 3 new and 0 gone" in done.content.decode()
    assert client.get("/roster/preview/").status_code == 302  # the file is gone


def test_the_preview_says_who_joins_moves_changes_and_leaves(client, owner, roster):
    roster(*ROWS, *(f"{n},p{n}@x.org,Ops,P{n},no," for n in range(10, 30)), columns=HEADER)
    rest = [f"{n},p{n}@x.org,Ops,P{n},no," for n in range(10, 30)]

    page = upload(client, "1,ann@x.org,Ops / Day,Ann,yes,de", "2,bo@x.org,Ops,Bo,yes,", *rest, "4,di@x.org,Care,Di,no,")

    text = page.content.decode()
    assert "Ops / Night → Ops / Day" in text
    assert "bob@x.org → bo@x.org; Bob → Bo; leads the group from now on" in text
    for title in ("1 join", "0 return", "1 move to another group", "1 change otherwise", "1 leave", "1 group is new"):
        assert title in text


def test_everybody_of_a_kind_stands_in_the_file_of_changes(client, owner):
    preview = upload(client, *(f"{n},p{n}@x.org,Ops,P{n},no," for n in range(60)))

    rows = list(csv.reader(io.StringIO(client.get("/roster/preview/changes.csv").content.decode("utf-8-sig"))))

    assert "And 40 more" in preview.content.decode()
    assert rows[0] == ["change", "employee_id", "who", "what"]
    assert len(rows) == 61


def test_every_error_is_told_by_row_and_column_and_the_mended_file_is_taken(client, owner):
    refused = upload(client, "1,nobody,Ops,Ann,maybe,fr", ROWS[1])
    mended = upload(client, *ROWS)

    rows = [[error.row, error.column] for error in refused.context["errors"]]
    assert refused.status_code == 400
    assert rows == [[2, "email"], [2, "leads"], [2, "language"]]
    assert 'name="file"' in refused.content.decode()
    assert mended.context["plan"].joiners


def test_a_wrong_file_leaves_the_one_that_waits(client, owner):
    upload(client, *ROWS)

    upload(client, "1,nobody,Ops,Ann,no,")

    assert len(client.get("/roster/preview/").context["plan"].joiners) == 3


def test_many_errors_are_counted_and_the_first_are_shown(client, owner):
    page = upload(client, *(f"{n},nobody,Ops,P,no," for n in range(300)))

    assert len(page.context["errors"]) == 200
    assert "300 errors" in page.content.decode()
    assert "And 100 more" in page.content.decode()


def test_an_import_that_changes_much_asks_once_more(client, owner, roster):
    roster(*ROWS, columns=HEADER)
    preview = upload(client, ROWS[0])

    unsure = apply(client, preview)
    before = numbers()
    apply(client, preview, sure="yes")

    assert (unsure.status_code, before, numbers()) == (400, ["1", "2", "3"], ["1"])
    assert "2 people would leave or move: 67 % of everybody" in preview.content.decode()
    assert "Say that you have looked" in unsure.content.decode()


def test_an_import_is_refused_when_the_roster_changed_since_the_look(client, owner, roster):
    preview = upload(client, *ROWS)
    roster("9,zoe@x.org,Ops,Zoe,no,", columns=HEADER)

    page = apply(client, preview, sure="yes")

    assert numbers() == ["9"]
    assert "The roster has changed since you looked" in page.content.decode()
    assert [one.number for one in page.context["plan"].leavers] == ["9"]


@pytest.mark.parametrize("expected", ["", "0" * 64, "x\x00"])
def test_nothing_is_imported_that_was_not_looked_at(client, owner, expected):
    upload(client, *ROWS)

    client.post("/roster/apply/", {"expected": expected, "sure": "yes"})

    assert numbers() == []


def test_a_waiting_file_is_its_uploaders_alone(client, owner):
    upload(client, *ROWS)
    other = client.__class__()
    other.force_login(someone("owner", number="o2", email="o2@x.org"))

    assert other.get("/roster/preview/").status_code == 302
    assert "may.csv" not in other.get("/roster/").content.decode()
    assert "may.csv" in client.get("/roster/").content.decode()


def test_no_file_and_an_empty_file_are_told_apart(client, owner):
    nothing = client.post("/roster/preview/", {})
    empty = upload(client, data=b"")

    assert (nothing.status_code, empty.status_code) == (400, 400)
    assert "Choose a file first" in nothing.content.decode()
    assert "the file is empty" in empty.content.decode()


def test_a_file_that_is_too_large_is_named_so(client, owner):
    page = upload(client, data=b"a" * 20_000_001)

    assert "the file is larger than 20 MB" in page.content.decode()


def test_importing_what_is_there_already_has_nothing_to_do(client, owner, roster):
    roster(*ROWS, columns=HEADER)

    page = upload(client, *ROWS)

    assert "There is nothing to import" in page.content.decode()


def test_the_roster_that_was_kept_brings_everybody_back(client, owner, roster):
    roster(*ROWS, columns=HEADER)
    kept = client.get("/roster/roster.csv").content
    apply(client, upload(client, "9,zoe@x.org,Care,Zoe,no,"), sure="yes")
    gone = numbers()

    apply(client, upload(client, data=kept), sure="yes")

    assert (gone, numbers()) == (["9"], ["1", "2", "3"])
    assert Employee.objects.get(number="1").group.parent.name == "Ops"
    assert list(Employee.objects.order_by("number").filter(number__in="123").values_list("language", flat=True)) == [
        "de",
        "",
        "ar",
    ]


def test_the_page_shows_the_tree_with_sizes_and_leaders(client, owner, roster):
    roster(*ROWS, columns=HEADER)

    page = client.get("/roster/")

    found = [(one.name, one.depth, one.people, one.leaders) for one in page.context["outline"]]
    assert found == [
        ("Everybody", 0, 3, []),
        ("Care", 1, 1, []),
        ("Ops", 1, 2, []),
        ("Night", 2, 1, ["Ann"]),
    ]


def test_a_roster_without_any_owner_is_refused(client, owner, roster):
    roster(*ROWS, columns=HEADER)
    Employee.objects.filter(id=owner.id).update(number="boss", group=Group.objects.get(parent=None))

    page = upload(client, *ROWS)

    assert page.status_code == 400
    assert "leaves out every owner (owner@x.org)" in page.content.decode()


def test_what_somebody_chose_stays_and_what_the_roster_says_counts_otherwise(client, owner, roster):
    roster(*ROWS, columns=HEADER)
    choose_language(employee=Employee.objects.get(number="1"), language="en")

    roster("1,ann@x.org,Ops,Ann,yes,ar", "2,bob@x.org,Ops,Bob,no,de", "3,cy@x.org,Care,Cy,no,", columns=HEADER)

    found = Employee.objects.filter(number__in="123").order_by("number").values_list("language", flat=True)
    assert list(found) == ["en", "de", "ar"]


@how(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200) | st.text(alphabet='employ_id,aég/"\n\r;1@.\x00', max_size=200).map(str.encode))
def test_whatever_is_uploaded_gets_a_page_and_changes_nothing(client, owner, data):
    before = numbers()

    answer = upload(client, data=data, follow=False)

    assert answer.status_code in (302, 400)
    assert numbers() == before
