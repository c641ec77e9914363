"""`count`: ballots a second that one worker counts, from box to Report, beside opening them alone."""

import json
import subprocess
import sys

from demo.embedded import Postgres, Redis
from demo.installation import ROOT, SIDES, Installation
from demo.scratch import Scratch

from . import figures
from .figures import Figure

# The rounds run in a process of their own, which is set up as a worker of the nameless side.
ROUNDS = "import django; django.setup(); from bench import counting_rounds; counting_rounds.main()"


def measure() -> Figure:
    """Ballots per second of wall time of one worker on one core, the database's work included."""
    scratch = Scratch("bench")
    try:
        with Postgres() as postgres, Redis() as redis:
            installation = Installation(
                folder=scratch.path,
                databases=dict.fromkeys(SIDES, postgres.url),
                brokers=dict.fromkeys(SIDES, redis.url),
                ports=dict.fromkeys(SIDES, 1),
            )
            installation.manage("nameless", "migrate", "--verbosity", "0")
            environment = installation.environment("nameless", worker=True)
            environment |= {
                "DJANGO_SETTINGS_MODULE": "config.settings",
                "NAMED_KEY_FILE": str(scratch.path / "named" / "installation.key"),
            }
            done = subprocess.run(
                [sys.executable, "-c", ROUNDS], cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True
            )
    finally:
        scratch.remove()
    return figures.of_rounds("count", "ballots/s", json.loads(done.stdout.splitlines()[-1]))
