"""The roster file: every error names its row and column, and nothing else ever comes out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.people import roster as roster_module
from surveys.people.roster import Roster, RosterRefused, Row, read_roster

HEADER = "employee_id,email,group\n"


def errors(data: str | bytes) -> list[str]:
    """What is said about a file that must be refused."""
    with pytest.raises(RosterRefused) as refused:
        read_roster(data.encode() if isinstance(data, str) else data)
    return [str(error) for error in refused.value.errors]


def test_rows_come_out_as_they_stand_when_the_file_is_right():
    data = "employee_id,email,group,name,leads\n7,Ann@Example.org,Operations / Warehouse,Ann,yes\n"

    found = read_roster(data.encode())

    assert found == Roster((Row(2, "7", "ann@example.org", ("Operations", "Warehouse"), "Ann", True),), ",", ())


def test_optional_columns_are_unknown_when_the_file_lacks_them():
    found = read_roster((HEADER + "7,ann@example.org,Sales\n").encode())

    assert [(row.name, row.leads) for row in found.rows] == [(None, None)]


def test_semicolons_are_understood_with_a_byte_order_mark():
    data = b"\xef\xbb\xbfemployee_id;email;unit;Shoe size\r\n7;ann@example.org;Unit 1;42\r\n"

    found = read_roster(data)

    assert (found.delimiter, found.ignored, found.rows[0].group) == (";", ("Shoe size",), ("Unit 1",))


def test_a_slash_inside_a_name_is_no_path():
    found = read_roster((HEADER + "7,ann@example.org,R/D  Lab\n").encode())

    assert found.rows[0].group == ("R/D Lab",)


def test_empty_rows_are_passed_over_and_still_counted():
    data = HEADER + "7,ann@example.org,Sales\n,,\n\n8,bob,Sales\n"

    assert errors(data) == ["row 5, column email: bob is not an e-mail address; write one as name@example.org"]


def test_every_error_is_told_at_once():
    data = HEADER + ",ann@example.org,Sales\n8,,Sales\n9,cy@example.org,\n"

    assert errors(data) == [
        "row 2, column employee_id: this is empty; write the employee's number",
        "row 3, column email: this is empty; write the employee's e-mail address",
        "row 4, column group: this is empty; write the group's path, as Operations / Warehouse",
    ]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("7,b@x.org,Sales", "row 3, column employee_id: 7 stands in row 2 already"),
        ("8,A@x.org,Sales", "row 3, column email: a@x.org stands in row 2 already"),
        ("8,b@x.org,sales", "row 3, column group: sales is written Sales further up"),
        ("8,b@x.org,Sales / ", "row 3, column group: a part of the path is empty"),
        ("8,b@x.org,a" + " / a" * 29, "row 3, column group: the path has 30 parts"),
        ("8,b@x.org," + "x" * 201, "row 3, column group: this has 201 characters; write at most 200"),
        ("8,b@x.org,Sa\x07les", "row 3, column group: there is a control character"),
        ("8,bö@x.org,Sales", "row 3, column email: only plain letters may stand in an address"),
        ("8," + "b" * 250 + "@x.org,Sales", "row 3, column email: this has 256 characters; write at most 254"),
        ("8,b@x.org,Sales,extra", "row 3: there are 4 columns and the header has 3"),
        ('8,b@x.org,"Sales', "row 3: this row cannot be read (unexpected end of data)"),
        ("8,b@x.org", "row 3, column group: this is empty"),
    ],
)
def test_a_wrong_row_is_named_with_its_column(row, sentence):
    found = errors(HEADER + "7,a@x.org,Sales\n" + row)

    assert [line[: len(sentence)] for line in found] == [sentence]


def test_numbers_that_differ_in_case_alone_are_one_number():
    found = errors(HEADER + "P7,a@x.org,Sales\np7,b@x.org,Sales\n")

    assert found == [
        "row 3, column employee_id: p7 stands in row 2 already; give each employee a row and an address of their own"
    ]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "the file is empty"),
        (b"\n \n", "the file is empty"),
        (HEADER.encode(), "the file holds no employee"),
        (b"employee_id\temail\tgroup\n", "row 1: the columns are separated by tabs"),
        (b"employee_id,email\n", "row 1, column group: this column is missing; add it to the first row"),
        (b"employee_id,email,group,unit\n", "row 1, column unit: this column stands twice"),
        (HEADER.encode() + b"7,ann@example.org,B\xfcro\n", "row 2: a letter here is not in UTF-8"),
        (HEADER.encode() + b"7,ann@example.org,B\x00\n", "row 2: there is a NUL byte"),
        (HEADER.encode("utf-16"), "the file is in UTF-16"),
    ],
)
def test_a_file_of_the_wrong_form_is_refused_in_one_sentence(data, sentence):
    found = errors(data)

    assert [line[: len(sentence)] for line in found] == [sentence]


def test_a_wrong_flag_is_refused():
    found = errors("employee_id,email,group,leads\n7,ann@example.org,Sales,maybe\n")

    assert found == ["row 2, column leads: write yes or no"]


def test_a_file_over_the_limits_is_refused(monkeypatch):
    monkeypatch.setattr(roster_module, "MOST_ROWS", 2)
    too_many = errors(HEADER + "".join(f"{n},p{n}@x.org,Sales\n" for n in range(3)))

    assert too_many == ["the file has more than 2 rows; nothing larger can be taken"]
    assert errors(b"x" * 20_000_001)[0].startswith("the file is larger than 20 MB")


def test_a_field_too_large_for_any_cell_is_refused():
    found = errors(HEADER + "7,ann@example.org," + "x" * 200_000)

    assert found[0].startswith("row 2: this row cannot be read (field larger than field limit")


_cells = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["7", "ann@example.org", "A / B", "yes", "de", "", " / ", "é", "\x00", '"', "\r", "İ@x.org"]),
)
_tables = st.lists(st.lists(_cells, max_size=6), max_size=6)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    header=st.sampled_from(
        ["", HEADER, "employee_id;email;unit;name;leads;language\n", "employee_id,email,group,group\n"]
    ),
    table=_tables,
    mark=st.sampled_from([",", ";", "\t"]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    tail=st.binary(max_size=20),
)
def test_any_bytes_are_read_or_refused_by_name(header, table, mark, end, tail):
    text = header + end.join(mark.join(cells) for cells in table)

    try:
        found = read_roster(text.encode("utf-8", "surrogatepass") + tail)
    except RosterRefused as refused:
        outcome = refused.errors
    else:
        outcome = [row for row in found.rows if row.number and row.group and "@" in row.email]
        assert len(outcome) == len(found.rows)

    assert outcome


def test_a_language_is_one_of_ours_or_empty():
    rows = read_roster(b"employee_id,email,group,language\n7,a@x.org,A,DE\n8,b@x.org,A,\n").rows

    found = errors("employee_id,email,group,language\n7,a@x.org,A,klingon\n")

    assert [row.language for row in rows] == ["de", ""]
    assert found == ["row 2, column language: write one of en, de, ar, or leave it empty"]
