"""Both sides as real processes on embedded PostgreSQL and Redis; no Django in here."""

import sys
from contextlib import contextmanager

import pytest

from demo.clock import Clock
from demo.embedded import Redis, free_port
from demo.installation import ROOT, SIDES, Installation
from demo.play import Play
from demo.processes import Program, Supervisor, programs
from demo.scratch import Scratch

from .boathouse import FOUNDED, KEEPERS, ORGANISATION, PASSPHRASE, Sides


@pytest.fixture(scope="module")  # each file moves the clock its own way, and a clock only goes forwards
def sides(founded):
    """The organisation is on the roster, its questions are there, the keepers have a key, all runs; no wave yet."""
    with running(founded) as sides:
        sides.play.make_keepers_key(KEEPERS, passphrase=PASSPHRASE)
        yield sides


@contextmanager
def running(founded):
    """The same before any keeper has come by, in a copy of the boathouse of its own."""
    scratch = Scratch("flows")
    clock = Clock(scratch.path / "clock")
    clock.move_by(-FOUNDED)  # before anything starts: from then on it only moves forwards
    mail_port, mailbox = free_port(), scratch.path / "mail"
    with Redis() as named, Redis() as nameless:
        installation = Installation(
            folder=scratch.path,
            databases=founded.copy(scratch.path),
            brokers={"named": named.url, "nameless": nameless.url},
            ports={side: free_port() for side in SIDES},
            settings={
                "TICK_SECONDS": "0.5",
                "OPEN_REPORTS": "1",
                "SMTP_URL": f"smtp://127.0.0.1:{mail_port}",
                "ORGANISATION_NAME": ORGANISATION,
            },
            clock=clock.environment(),
        )
        mail = Program(
            "mail",
            [sys.executable, "-m", "demo.mail", str(mail_port), str(mailbox)],
            installation.environment("named") | {"PYTHONPATH": str(ROOT)},
            mail_port,
        )
        with Supervisor([mail, *programs(installation)], logs=scratch.path / "logs") as supervisor:
            play = Play(installation, clock=clock, mailbox=mailbox, check=supervisor.check)
            yield Sides(installation, play, supervisor)
    scratch.remove()
