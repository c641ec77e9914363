"""Run with SIDE=named: makes groups, people with sessions, and two waves' Reports; prints whose session is which."""

import json
from datetime import UTC, datetime

import django

django.setup()

from crypto.keys import installation_public  # noqa: E402
from surveys.reports.deeds.collect import collect  # noqa: E402
from surveys.reports.nameless import Nameless  # noqa: E402
from tests.browser.office_rows import session_of  # noqa: E402
from tests.surveys.reports.published import COUNTS, LAB, NIGHT, ROOT, Publisher, served  # noqa: E402
from tests.surveys.reports.reading import PAIR, grow, somebody  # noqa: E402


def main() -> None:
    grow()
    people = {
        "session": {"role": "owner"},
        "manager": {"leads": NIGHT},
        "merged": {"leads": PAIR},
        "employee": {"in_": LAB},
    }
    said = {name: session_of(somebody(**who)) for name, who in people.items()}
    with served(Publisher()) as publisher:
        waves = [
            publisher.publish(favours=0),
            publisher.publish(favours=4),
            publisher.publish(counts={ROOT: COUNTS[LAB]}),
        ]
        collect(
            nameless=Nameless(publisher.origin, installation_public(publisher.seed), publisher.own),
            now=datetime.now(UTC),
        )
    print(json.dumps(said | {"waves": waves}))


if __name__ == "__main__":
    main()
