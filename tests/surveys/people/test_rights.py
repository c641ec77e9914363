"""The table of rights over HTTP: every visitor at every address of the named side. Who adds an address adds a line."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from surveys.people.models import Group
from surveys.people.rights import MANAGER, RIGHTS, Right, Role, may, rights_of
from tests.surveys.people.conftest import someone

pytestmark = pytest.mark.django_db

VISITORS = ("stranger", "employee", "manager", "owner", "keeper", "desk", "owner without second factor")
IN, SIGN_IN, SET_UP, REFUSED = "in", "to the sign-in", "to the second factor", "refused"

EVERYBODY = dict.fromkeys(VISITORS, IN)
ENTRANCE = EVERYBODY | {"owner without second factor": SET_UP}  # whoever has come in is sent on
SIGNED_IN = EVERYBODY | {"stranger": SIGN_IN}
OWNERS = dict.fromkeys(VISITORS, REFUSED) | {
    "stranger": SIGN_IN,
    "owner": IN,
    "owner without second factor": SET_UP,
}
READERS = OWNERS | {"manager": IN}
KEEPERS = OWNERS | {"owner": REFUSED, "keeper": IN}
DESK = OWNERS | {"owner": REFUSED, "desk": IN}
MANAGERS = OWNERS | {"owner": REFUSED, "manager": IN}
# Only who has a second factor can show it once more.
FACTOR_HOLDERS = dict.fromkeys(VISITORS, REFUSED) | {"stranger": SIGN_IN, "owner": IN, "keeper": IN, "desk": IN}

TABLE = {
    # the blind door and what it serves to survey pages
    "passes": EVERYBODY, "notice": EVERYBODY, "key": EVERYBODY,
    # signing in and out, language, the look (in a demo alone)
    "account_login": EVERYBODY, "account_signup": EVERYBODY, "account_inactive": EVERYBODY,
    "account_request_login_code": ENTRANCE, "account_confirm_login_code": ENTRANCE, "mfa_authenticate": ENTRANCE,
    "account_logout": EVERYBODY, "set_language": EVERYBODY, "components": EVERYBODY,
    "mfa_list_webauthn": dict.fromkeys(VISITORS, SET_UP),
    # one's own account
    "account": SIGNED_IN, "mfa_index": SIGNED_IN, "mfa_activate_totp": SIGNED_IN, "mfa_deactivate_totp": SIGNED_IN,
    "mfa_add_webauthn": SIGNED_IN, "mfa_edit_webauthn": SIGNED_IN,
    "mfa_remove_webauthn": SIGNED_IN, "mfa_view_recovery_codes": SIGNED_IN, "mfa_generate_recovery_codes": SIGNED_IN,
    "account_reauthenticate": FACTOR_HOLDERS, "mfa_reauthenticate": FACTOR_HOLDERS,
    "mfa_reauthenticate_webauthn": FACTOR_HOLDERS,
    # roles and roster
    "roles": OWNERS, "role_change": OWNERS, "factor_forget": OWNERS,
    "roster": OWNERS, "roster_example": OWNERS, "roster_csv": OWNERS, "roster_preview": OWNERS,
    "roster_changes": OWNERS, "roster_apply": OWNERS,
    # questionnaires and waves
    "questionnaires": OWNERS, "questionnaire": OWNERS, "questionnaire_new": OWNERS, "questionnaire_start": OWNERS,
    "questionnaire_upload": OWNERS, "questionnaire_change": OWNERS, "questionnaire_file": OWNERS,
    "waves": OWNERS, "wave": OWNERS, "wave_new": OWNERS, "wave_change": OWNERS, "wave_cancel": OWNERS,
    # results; the home page says to each what is theirs
    "status": EVERYBODY, "report": READERS, "report_item": READERS, "report_document": OWNERS,
    "report_csv": READERS, "report_xlsx": READERS,
    # candles: who keeps them, the console's second window, what rest there is, collecting passes for it
    "keepers": OWNERS, "rota": OWNERS, "rota_new": OWNERS, "rota_open": OWNERS, "keeper_move": OWNERS,
    "catalogue": OWNERS, "kind": OWNERS, "kind_new": OWNERS,
    "badge": KEEPERS, "badge_new": KEEPERS, "badge_keys": KEEPERS,
    "collect": SIGNED_IN,
    # one's own rest, the leave book, who is away
    "rest": SIGNED_IN, "redeem": SIGNED_IN, "rest_cancel": SIGNED_IN,
    "leave": DESK, "leave_one": DESK, "away": MANAGERS,
}  # fmt: skip

SAMPLES = {
    "fingerprint": "a" * 64,
    "key_id": "b" * 64,
    "key": "q1",
    "slug": "pulse",
    "number": "c" * 32,
    "pk": {"int": 1, "uuid": UUID(int=1)},
}


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry)
        else:
            yield entry


def address_of(pattern: URLPattern) -> str:
    """An address that the pattern answers to, of something that is not there."""
    wanted: dict[str, object] = {}
    for name in pattern.pattern.regex.groupindex:
        sample = SAMPLES[name]
        if isinstance(sample, dict):
            sample = sample[type(pattern.pattern.converters[name]).__name__.removesuffix("Converter").lower()]
        wanted[name] = sample
    return reverse(pattern.name, kwargs=wanted)


ALL = {pattern.name: pattern for pattern in patterns(get_resolver())}


@pytest.fixture
def visitors(own_counts) -> dict[str, Client]:
    root = Group.objects.create(name="Everybody")
    people = {
        "employee": someone(group=root),
        "manager": someone(number="lead", email="lead@x.org", group=root, leads=True),
        **{role: someone(role) for role in ("owner", "keeper", "desk")},
        "owner without second factor": someone("owner", number="o2", email="o2@x.org", factor=False),
    }
    clients = {"stranger": Client()}
    for name, person in people.items():
        clients[name] = Client()
        clients[name].force_login(person)
    return clients


def outcome(client: Client, address: str) -> str:
    """What became of a visitor: a page asked for by GET, or where that is not answered by POST."""
    answer = client.get(address)
    if answer.status_code == 405:
        answer = client.post(address)
    where = answer.get("Location", "")
    if where.startswith("/account/login/code/?next="):
        return SIGN_IN
    if where == "/account/2fa/":
        return SET_UP
    return REFUSED if answer.status_code == 403 else IN


def test_every_address_has_a_name_and_declares_its_rights():
    undeclared = sorted(str(name or pattern.pattern) for name, pattern in ALL.items() if name not in TABLE)
    gone = sorted(name for name in TABLE if name not in ALL)

    assert (undeclared, gone) == ([], [])


def test_every_address_opens_to_whom_the_table_says(visitors, settings):
    settings.OPEN_REPORTS = False
    # The blind door refuses whatever comes from no survey page, whoever sends it.
    names = sorted(ALL.keys() & TABLE.keys() - {"passes"})

    found = {
        name: {visitor: outcome(client, address_of(ALL[name])) for visitor, client in visitors.items()}
        for name in names
    }

    assert {name: of for name, of in found.items() if of != TABLE[name]} == {}


def test_the_menu_shows_to_each_what_is_theirs(visitors):
    console = f"{settings.NAMELESS_ORIGIN}/keeper/"
    owners = {"/roster/", "/roles/", "/waves/", "/questionnaires/", "/keepers/", "/catalogue/"}
    addresses = owners | {"/rest/", "/leave/", "/away/", console}

    shown = {
        visitor: {address for address in addresses if f'href="{address}"' in client.get("/account/").content.decode()}
        for visitor, client in visitors.items()
    }

    own = {"manager": {"/away/"}, "owner": owners, "keeper": {console}, "desk": {"/leave/"}}
    assert shown == {"stranger": set()} | {who: own.get(who, set()) | {"/rest/"} for who in VISITORS[1:]}


def test_rights_are_one_table():
    assert set(RIGHTS) == set(Right)
    assert all(who <= {*Role.values, MANAGER} for who in RIGHTS.values())


def test_a_right_is_nobodys_who_is_not_here():
    left = someone("desk", factor=False)
    left.is_active = False

    assert not any(rights_of(AnonymousUser()).values())
    assert not any(rights_of(left).values())
    assert may(someone("owner"), "plan_waves")


def test_a_manager_with_a_role_reads_nothing_before_the_second_factor():
    both = someone("keeper", factor=False, leads=True)
    plain = someone(leads=True)

    assert not may(both, Right.READ_OWN_RESULTS)
    assert may(plain, Right.READ_OWN_RESULTS)


def test_a_role_opens_nothing_once_its_second_factor_is_gone(visitors):
    before = outcome(visitors["owner"], "/roles/")

    Authenticator.objects.all().delete()

    assert (before, outcome(visitors["owner"], "/roles/")) == (IN, SET_UP)


def test_keeper_and_desk_are_apart_until_the_organisation_says_otherwise(db, settings):
    keeper, desk = someone("keeper"), someone("desk")

    apart = [may(who, right) for who in (keeper, desk) for right in ("keep_candles", "book_leave")]
    settings.KEEPER_AND_DESK_APART = False
    together = [may(who, right) for who in (keeper, desk) for right in ("keep_candles", "book_leave")]

    assert (apart, together) == ([True, False, False, True], [True] * 4)
    assert not may(keeper, "keep_keepers")
