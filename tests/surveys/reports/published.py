"""The nameless origin as the reports room meets it: real documents of real waves, served and signed over HTTP."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from django.utils import timezone

from crypto import keys
from crypto.installation import SIGNATURE_HEADER, check_request, sign_document
from crypto.notice import encode, fingerprint
from crypto.refusal import Refusal
from disclosure.items import items_of
from disclosure.release import plan, release

ROOT, OPS, NIGHT, SALES, LAB = ("0" * 31 + digit for digit in "12345")
COUNTS = {ROOT: 4, OPS: 6, NIGHT: 9, SALES: 35, LAB: 3}  # ballots by label; four left theirs out
FAVOURABLE = [["favourable", [4, 5]], ["neutral", [3]], ["unfavourable", [1, 2]]]
PROMOTERS = [["favourable", [9, 10]], ["neutral", [7, 8]], ["unfavourable", list(range(7))]]


def options(*values: int) -> list[dict[str, Any]]:
    return [{"value": value, "text": {"en": f"option {value}"}} for value in values]


QUESTIONS = [
    {"key": "q1", "kind": "scale", "text": {"en": "I sleep well"}, "bins": options(*range(1, 6)), "groups": FAVOURABLE},
    {"key": "q2", "kind": "recommend", "text": {"en": "Come here?"}, "bins": options(*range(11)), "groups": PROMOTERS},
    {"key": "q3", "kind": "choice", "text": {"de": "Schicht"}, "bins": options(1, 2, 3), "groups": []},
    {"key": "q4", "kind": "choices", "text": {"en": "What helps"}, "bins": options(1, 2), "groups": []},
]


def hexes(text: str) -> str:
    """64 hex digits that stand for a key or a serial."""
    return sha256(text.encode()).hexdigest()


def cohort(id_: str, name: str, parent: str | None, *, rest: bool, eligible: int) -> dict[str, Any]:
    return {
        "id": id_, "name": name, "parent": parent, "rest": rest, "eligible": eligible, "change": None,
        "label_key": hexes(id_),
    }  # fmt: skip


def wave_notice(number: int) -> dict[str, Any]:
    """The Notice of the wave `number`, following the wave before it."""
    return {
        "version": 1, "kind": "wave", "previous": "a" * 64, "house": "b" * 64,
        "wave": f"{number:032x}", "campaign": "c" * 32, "follows": f"{number - 1:032x}" if number > 1 else None,
        "title": {"en": f"Pulse {number}"},
        "opens": f"2026-{number:02}-02T08:00:00Z", "closes": f"2026-{number:02}-09T08:00:00Z", "grace_hours": 6,
        "k": 5, "m": 7, "questions": QUESTIONS, "ballot_key": "AAAA", "comments": {"slots": 0},
        "cohorts": [
            cohort(ROOT, "Everybody", None, rest=True, eligible=0),
            cohort(OPS, "Ops", ROOT, rest=True, eligible=8),
            cohort(NIGHT, "Night", OPS, rest=False, eligible=12),
            cohort(SALES, "Sales", ROOT, rest=False, eligible=40),
            cohort(LAB, "Lab", ROOT, rest=False, eligible=7),
        ],
    }  # fmt: skip


def spread(size: int, bins: int, *, towards: int) -> list[int]:
    """`size` people over the bins and "no answer", most of them at `towards`."""
    counts = [0] * (bins + 1)
    for person in range(size):
        counts[towards if person % 4 else person % (bins + 1)] += 1
    return counts


def report_of(
    notice: dict[str, Any], *, favours: int, previous: str | None, counts: Mapping[str, int] = COUNTS
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The Report and the counted list of a wave most of whose ballots stand in the bin `favours` of each item."""
    fixed = plan(notice, dict(counts), frozenset())
    sizes: dict[str, int] = {}
    for label, people in counts.items() if fixed.classes else ():
        sizes[fixed.classes[label]] = sizes.get(fixed.classes[label], 0) + people
    items = items_of(notice["questions"])
    counters = {
        name: [spread(size, len(item.bins), towards=min(favours, len(item.bins) - 1)) for item in items]
        for name, size in sizes.items()
    }
    ballots = sum(counts.values())
    name = fingerprint(encode(notice))
    counted = {
        "version": 1, "kind": "counted", "notice": name,
        "serials": sorted(hexes(f"{name}{ballot}") for ballot in range(ballots)),
    }  # fmt: skip
    report = {
        "version": 1, "kind": "report", "notice": name, "previous": previous,
        "counted": fingerprint(encode(counted)), "k": notice["k"], "m": notice["m"], "ballots": ballots,
        "spoiled": {"envelope": 0, "label": 2, "repeated": 0, "overfull": 0, "answers": 0},
        **release(notice, dict(counts), fixed, counters),
    }  # fmt: skip
    return report, counted


class Publisher:
    """A real HTTP server of signed documents, any of which a test may alter."""

    def __init__(self) -> None:
        self.own = keys.new_installation_seed()  # the named installation's, whose requests are answered
        self.seed = keys.new_installation_seed()
        self.served: dict[str, tuple[bytes, str]] = {}  # path -> document, signature
        self.published: list[str] = []
        self.last: str | None = None
        self.status = 200
        self.requests: list[str] = []
        self.origin = ""

    def publish(self, *, favours: int = 2, counts: Mapping[str, int] = COUNTS, **asked: Any) -> str:
        """Count one more wave, with anything else in its Notice; the Notice's fingerprint."""
        notice = wave_notice(len(self.published) + 1) | asked
        report, counted = report_of(notice, favours=favours, previous=self.last, counts=counts)
        name = fingerprint(encode(notice))
        self.put("notices", name, notice, seed=self.own)
        self.put("reports", name, report)
        self.put("counted", name, counted)
        self.published.append(name)
        self.last = fingerprint(encode(report))
        return name

    def put(self, room: str, name: str, document: dict[str, Any], *, seed: bytes | None = None) -> None:
        """Serve `document`, signed, in place of what was there."""
        data = encode(document)
        self.served[f"/{room}/{name}/"] = data, sign_document(seed or self.seed, data)

    def document(self, room: str, name: str) -> dict[str, Any]:
        """What is served there now."""
        return json.loads(self.served[f"/{room}/{name}/"][0])

    def answer(self, path: str, headers: Any) -> tuple[int, bytes, str]:
        self.requests.append(path)
        if self.status != 200:
            return self.status, b"", ""
        try:
            public = keys.installation_public(self.own)
            check_request(public, method="GET", path=path, body=b"", headers=headers, now=timezone.now())
        except Refusal as refusal:
            return refusal.status, b"", ""
        if path == "/reports/":
            return 200, json.dumps({"version": 1, "reports": self.published}).encode(), ""
        return (200, *self.served[path]) if path in self.served else (404, b"", "")


@contextmanager
def served(publisher: Publisher) -> Iterator[Publisher]:
    """The publisher, answering on the loopback address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body, signature = publisher.answer(self.path, self.headers)
            self.send_response(status)
            if signature:
                self.send_header(SIGNATURE_HEADER, signature)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(ConnectionError):  # who asked may have read enough
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing is logged."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        publisher.origin = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield publisher
        server.shutdown()
