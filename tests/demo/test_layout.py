"""Where a demo lives: as the environment says, with files that are there, and a mail catcher that gives way."""

import json
import socket
import xml.etree.ElementTree

import pytest

from demo import layout, seeding, town
from demo.layout import Demo

BROKERS = {"named": "redis://127.0.0.1:1/0", "nameless": "redis://127.0.0.1:2/0"}


@pytest.fixture
def chosen(monkeypatch, tmp_path):
    for name, value in {"NAMED": "1111", "NAMELESS": "1112", "MAIL": "1113", "INBOX": "1114"}.items():
        monkeypatch.setenv(f"DEMO_{name}_PORT", value)
    monkeypatch.setenv("DEMO_FOLDER", str(tmp_path / "demo"))
    monkeypatch.setenv("DEMO_PEOPLE", "60")


@pytest.mark.usefixtures("chosen")
def test_from_environment_takes_what_it_says(tmp_path):
    demo = Demo.from_environment()

    assert (demo.ports, demo.mail_port, demo.inbox_port) == ({"named": 1111, "nameless": 1112}, 1113, 1114)
    assert (demo.folder, demo.people) == (tmp_path / "demo", 60)


def test_from_environment_without_a_choice_is_as_the_design_has_it(monkeypatch):
    for name in ("DEMO_NAMED_PORT", "DEMO_NAMELESS_PORT", "DEMO_MAIL_PORT", "DEMO_INBOX_PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(layout, "INBOX_PORT", free := layout.free_port())

    demo = Demo.from_environment()

    assert (demo.ports, demo.mail_port, demo.inbox_port) == ({"named": 8000, "nameless": 8001}, 8026, free)


def test_mail_catcher_gives_way_when_its_port_is_taken(monkeypatch):
    monkeypatch.delenv("DEMO_INBOX_PORT", raising=False)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        monkeypatch.setattr(layout, "INBOX_PORT", other.getsockname()[1])

        demo = Demo.from_environment()

    assert demo.inbox_port != layout.INBOX_PORT


@pytest.mark.usefixtures("chosen")
def test_installation_names_files_that_are_whole():
    settings = Demo.from_environment().installation(BROKERS, tick="1").settings

    contacts = json.loads((layout.INVENTED / "contacts.json").read_text())
    assert settings["CRISIS_CONTACTS_FILE"] == str(layout.INVENTED / "contacts.json")
    assert {tuple(sorted(contact["about"])) for contact in contacts} == {("ar", "de", "en")}
    assert xml.etree.ElementTree.parse(settings["ORGANISATION_LOGO"]).getroot().tag.endswith("svg")
    assert "OPEN_REPORTS" not in settings


@pytest.mark.usefixtures("chosen")
def test_programs_are_told_apart_and_have_the_ports_that_are_printed():
    demo = Demo.from_environment()
    installation = demo.installation(BROKERS, tick="1")

    programs = [*demo.programs(installation), demo.catcher(installation)]

    assert len({program.name for program in programs}) == len(programs)
    assert {program.port for program in programs if program.port} == {1111, 1112, 1113, 1114}


def test_edition_is_the_same_for_the_same_town_alone():
    assert seeding.edition(town.residents()) == seeding.edition(town.residents())
    assert seeding.edition(town.residents(60)) != seeding.edition(town.residents())
