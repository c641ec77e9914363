"""Roles by page: given and taken with confirmation and told by mail; a lost second factor is forgotten."""

import pytest
from allauth.mfa.models import Authenticator

from surveys.people.models import Employee
from tests.surveys.people.conftest import plain, someone

pytestmark = pytest.mark.django_db


def change(client, email: str, role: str, **more: str):
    return client.post("/roles/change/", {"email": email, "role": role} | more)


def role_of(email: str) -> str:
    return Employee.objects.get(email=email).role


def test_a_role_is_given_after_confirmation_and_told_by_mail(client, owner, mailbox):
    someone(language="de")

    asked = change(client, "Ann@x.org", "keeper")
    before = role_of("ann@x.org")
    change(client, "Ann@x.org", "keeper", confirmed="yes")

    assert "ann@x.org" in asked.content.decode()
    assert (before, role_of("ann@x.org")) == ("", "keeper")
    [letter] = mailbox.wait()
    assert letter["To"] == "ann@x.org"
    assert letter.get_body(("html",)) is not None


def test_a_role_is_taken_after_confirmation_and_told_by_mail(client, owner, mailbox):
    someone("desk")

    asked = change(client, "desk@x.org", "")
    before = role_of("desk@x.org")
    change(client, "desk@x.org", "", confirmed="yes")

    assert "Leave desk" in asked.content.decode()
    assert (before, role_of("desk@x.org")) == ("desk", "")
    assert "Leave desk" in plain(mailbox.wait()[0])


def test_who_is_desk_and_becomes_keeper_is_desk_no_longer(client, owner, mailbox):
    someone("desk")

    change(client, "desk@x.org", "keeper", confirmed="yes")

    assert role_of("desk@x.org") == "keeper"
    mailbox.wait()


def test_an_account_off_the_roster_is_made_with_a_warning(client, owner, mailbox):
    asked = change(client, "doctor@health.example", "keeper")
    missing = Employee.objects.filter(email="doctor@health.example").exists()
    change(client, "doctor@health.example", "keeper", confirmed="yes")

    assert "not on the roster" in asked.content.decode()
    assert not missing
    assert Employee.objects.get(email="doctor@health.example").number is None
    mailbox.wait()


@pytest.mark.parametrize(
    "email, role, sentence",
    [
        ("owner@x.org", "", "Nobody changes their own role"),
        ("owner@x.org", "keeper", "Nobody changes their own role"),
        ("nobody", "keeper", "is not an e-mail address"),
        ("", "keeper", "This is empty"),
        ("eve@x.org", "", "Nobody here has the address eve@x.org"),
        ("ann@x.org", "emperor", "There is no such role"),
        ("ann@x.org\x00", "keeper", "There is a control character"),
    ],
)
def test_what_cannot_be_is_refused_and_the_typing_stays(client, owner, own_counts, email, role, sentence):
    someone()

    answer = change(client, email, role, confirmed="yes")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert sentence in page
    assert f'value="{email}"' in page or not email or "\x00" in email
    assert (role_of("owner@x.org"), role_of("ann@x.org")) == ("owner", "")


def test_the_last_owner_stays_owner_whoever_asks(client, owner, mailbox):
    second = someone("owner", number="o2", email="o2@x.org")
    client.force_login(second)
    change(client, "owner@x.org", "", confirmed="yes")
    Employee.objects.filter(email="owner@x.org").update(role="keeper")
    client.force_login(second)

    answer = change(client, "o2@x.org", "desk", confirmed="yes")

    assert answer.status_code == 409
    assert role_of("o2@x.org") == "owner"
    mailbox.wait()


def test_a_role_takes_effect_at_once(client, owner, mailbox):
    second = someone("owner", number="o2", email="o2@x.org")
    other = client.__class__()
    other.force_login(second)
    before = other.get("/roles/").status_code

    change(client, "o2@x.org", "", confirmed="yes")

    assert (before, other.get("/roles/").status_code) == (200, 403)
    mailbox.wait()


def test_giving_the_role_somebody_has_changes_nothing(client, owner, own_counts):
    someone("desk")

    answer = change(client, "desk@x.org", "desk")

    assert (answer.status_code, answer["Location"]) == (302, "/roles/")


def test_a_lost_second_factor_is_forgotten_after_confirmation_and_sessions_end(client, owner, mailbox):
    desk = someone("desk")
    other = client.__class__()
    other.force_login(desk)

    asked = client.post("/roles/forget/", {"email": "desk@x.org"})
    before = Authenticator.objects.filter(user=desk).count()
    client.post("/roles/forget/", {"email": "desk@x.org", "confirmed": "yes"})

    assert asked.status_code == 200
    assert (before, Authenticator.objects.filter(user=desk).count()) == (1, 0)
    assert other.get("/account/").status_code == 302
    assert "desk@x.org" in mailbox.wait()[0]["To"]


@pytest.mark.parametrize("email", ["owner@x.org", "eve@x.org", ""])
def test_nobody_forgets_their_own_factor_or_a_strangers_by_this_page(client, owner, own_counts, email):
    client.post("/roles/forget/", {"email": email, "confirmed": "yes"})

    assert Authenticator.objects.filter(user=owner).exists()


def test_the_page_names_who_has_a_role_and_who_lacks_a_second_factor(client, owner, own_counts):
    someone("keeper", name="Kim")
    someone("desk", name="Dee", factor=False)
    someone(name="Ann", leads=True)

    page = client.get("/roles/").content.decode()

    assert "Kim" in page
    assert page.count("no second factor yet") == 1
    assert "Ann" not in page
    assert "1 person leads a group" in page
    assert "There is one owner" in page
