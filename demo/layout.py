"""Where a demo lives: its folder, its ports, what both sides are told, and which programs run."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from . import processes, town
from .embedded import free_port
from .installation import ROOT, SIDES, Installation
from .processes import Program

INBOX_PORT = 8025
INVENTED = Path(__file__).with_name("invented")


@dataclass(frozen=True)
class Demo:
    """One demo. `people` is the most that the town may have, None for all."""

    folder: Path
    ports: dict[str, int]  # of both sides
    mail_port: int
    inbox_port: int
    people: int | None

    @classmethod
    def from_environment(cls) -> "Demo":
        """As the DEMO_... variables say. The mail catcher gives way when nobody chose its port and it is taken."""
        look = os.environ.get
        return cls(
            folder=Path(look("DEMO_FOLDER", str(ROOT / "var" / "demo"))).resolve(),
            ports={
                "named": int(look("DEMO_NAMED_PORT", "8000")),
                "nameless": int(look("DEMO_NAMELESS_PORT", "8001")),
            },
            mail_port=int(look("DEMO_MAIL_PORT", "8026")),
            inbox_port=int(look("DEMO_INBOX_PORT", "0")) or _inbox_port(),
            people=int(look("DEMO_PEOPLE", "0")) or None,
        )

    @property
    def mailbox(self) -> Path:
        """The folder of all mail."""
        return self.folder / "mail"

    @property
    def inbox(self) -> str:
        """The mail catcher's address. Not `localhost`: cookies of the named side stay away from it."""
        return f"http://127.0.0.1:{self.inbox_port}"

    def installation(self, brokers: dict[str, str], *, tick: str) -> Installation:
        """Both sides of this demo; `tick` in seconds."""
        return Installation(
            folder=self.folder,
            databases={side: f"sqlite:///{self.folder / side / 'db.sqlite3'}" for side in SIDES},
            brokers=brokers,
            ports=self.ports,
            settings={
                "TICK_SECONDS": tick,
                "SMTP_URL": f"smtp://127.0.0.1:{self.mail_port}",
                "MAIL_FROM": f"{town.NAME} <windbreak@{town.DOMAIN}>",
                "ORGANISATION_NAME": town.NAME,
                "ORGANISATION_LOGO": str(INVENTED / "logo.svg"),
                "IMPRINT_URL": f"{self.inbox}/imprint",
                "CRISIS_CONTACTS_FILE": str(INVENTED / "contacts.json"),
                "DANGER_FILE": str(INVENTED / "danger.json"),
                "DEMO": "1",
            },
        )

    def mail(self, installation: Installation) -> Program:
        """The server that takes every mail."""
        command = [sys.executable, "-m", "demo.mail", str(self.mail_port), str(self.mailbox)]
        return Program("mail", command, _ours(installation), self.mail_port)

    def catcher(self, installation: Installation) -> Program:
        """The pages that show it."""
        origins = [installation.origins[side] for side in SIDES]
        command = [sys.executable, "-m", "demo.inbox", str(self.inbox_port), str(self.folder), *origins]
        return Program("inbox", command, _ours(installation), self.inbox_port, f"{self.inbox}/imprint")

    def programs(self, installation: Installation) -> list[Program]:
        """All children but the two Redis and the mail catcher's pages."""
        return [self.mail(installation), *processes.programs(installation)]


def _ours(installation: Installation) -> dict[str, str]:
    return installation.environment("named") | {"PYTHONPATH": str(ROOT)}


def _inbox_port() -> int:
    return free_port() if processes.somebody_listens(INBOX_PORT) else INBOX_PORT
