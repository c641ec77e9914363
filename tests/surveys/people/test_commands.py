"""The commands as an operator meets them: what they print, and when they fail."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from surveys.people.models import Employee

pytestmark = pytest.mark.django_db
HEADER = "employee_id;email;group;shoe\n"


def run(*arguments: object) -> tuple[str, str]:
    """What a command says on each of its two streams."""
    out, err = io.StringIO(), io.StringIO()
    call_command(*map(str, arguments), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_a_roster_is_shown_first_and_imported_when_told(tmp_path: Path):
    file = tmp_path / "roster.csv"
    file.write_text(HEADER + "1;a@x.org;Ops / Night;42\n2;b@x.org;Ops;43\n")

    shown, _ = run("import_roster", file)
    before = Employee.objects.count()
    done, _ = run("import_roster", file, "--apply")

    assert shown.splitlines() == [
        "2 employees; semicolons separate the columns.",
        "Columns that nothing is taken from: shoe.",
        "       2 join",
        "       0 return",
        "       0 move",
        "       0 change otherwise",
        "       0 leave",
        "       2 groups are new",
        "         Ops",
        "         Ops / Night",
        "Nothing was changed yet; say --apply to do it.",
    ]
    assert (before, Employee.objects.count()) == (0, 2)
    assert done.splitlines()[-1] == "This is done."


def test_a_wrong_roster_lists_its_first_errors_and_changes_nothing(tmp_path: Path):
    file = tmp_path / "roster.csv"
    file.write_text(HEADER + "1;a@x.org;Ops;\n" + "2;nobody;Ops;\n" * 60)
    out, err = io.StringIO(), io.StringIO()

    with pytest.raises(CommandError, match="the roster has 60 errors; nothing was changed"):
        call_command("import_roster", str(file), "--apply", stdout=out, stderr=err)

    lines = err.getvalue().splitlines()
    assert lines[0] == "row 3, column email: nobody is not an e-mail address; write one as name@example.org"
    assert (len(lines), lines[-1]) == (51, "and 10 more")
    assert not Employee.objects.exists()


def test_a_file_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(CommandError, match=r"none\.csv cannot be read: No such file"):
        run("import_roster", tmp_path / "none.csv")


def test_an_owner_is_made_by_command_once():
    out, _ = run("make_owner", "owner@example.org")

    assert out == "owner@example.org is an owner.\n"
    with pytest.raises(CommandError, match="say --another"):
        run("make_owner", "second@example.org")


def test_a_role_is_given_and_taken_by_command():
    Employee.objects.create(number="1", email="ann@example.org")

    given, _ = run("give_role", "Ann@example.org", "keeper")
    taken, _ = run("give_role", "ann@example.org", "none")
    run("give_role", "doctor@example.org", "keeper", "--new")

    assert given == "ann@example.org has the role keeper.\n"
    assert taken == "ann@example.org has the role none.\n"
    assert dict(Employee.objects.values_list("email", "role")) == {
        "ann@example.org": "",
        "doctor@example.org": "keeper",
    }


def test_a_role_for_nobody_is_refused():
    with pytest.raises(CommandError, match="nobody here has the address"):
        run("give_role", "ann@example.org", "keeper")
