"""The boathouse as it is founded, once a run and process: files of tests take copies of it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from demo.clock import Clock
from demo.embedded import Postgres, Redis, free_port
from demo.installation import SIDES, Installation
from demo.scratch import Scratch

from .boathouse import FOUNDED, ORGANISATION, found

STOCKED = "from surveys.campaigns.deeds.stock_keys import stock_keys; stock_keys(at_most=64)"


@dataclass
class Founded:
    """Both databases of an installation that never ran, and the keys and secrets that belong to them."""

    postgres: Postgres
    folder: Path
    _numbers: Iterator[int] = field(default_factory=count)

    def copy(self, folder: Path) -> dict[str, str]:
        """Puts keys and secrets into `folder`; returns the URLs of two databases of its own."""
        number = next(self._numbers)
        for side in SIDES:
            shutil.copytree(self.folder / side, folder / side)
        return {side: self.postgres.create(f"{side}_{number}", like=f"{side}_founded") for side in SIDES}


@contextmanager
def founded() -> Iterator[Founded]:
    """Founds the boathouse; it and all copies are gone afterwards."""
    scratch = Scratch("founded")
    clock = Clock(scratch.path / "clock")
    clock.move_by(-FOUNDED)
    with Postgres() as postgres, Redis() as broker:
        installation = Installation(
            folder=scratch.path,
            databases={side: postgres.create(f"{side}_founded") for side in SIDES},
            brokers=dict.fromkeys(SIDES, broker.url),
            ports={side: free_port() for side in SIDES},
            settings={"ORGANISATION_NAME": ORGANISATION},
            clock=clock.environment(),
        )
        found(installation, scratch.path)
        installation.manage("named", "shell", "-c", STOCKED)  # else each copy's worker is busy with it for seconds
        yield Founded(postgres, scratch.path)
    scratch.remove()
