"""The mail catcher's web server: reads only, for this machine alone, and with a policy that lets no script run."""

import json
import sys
import traceback
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

from demo.cast import Cast

from . import reading, who
from .mailbox import Mailbox
from .markup import el
from .skeleton import Place, page

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "browser" / "dist"
HTML, CSS, SVG = "text/html; charset=utf-8", "text/css; charset=utf-8", "image/svg+xml"
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors {}"
)
LONGEST_WORD = 200  # characters of a search


@dataclass(frozen=True)
class Answer:
    """What goes back. `old_after` asks the browser to look again after so many seconds."""

    body: str | bytes
    kind: str = HTML
    status: HTTPStatus = HTTPStatus.OK
    policy: str = POLICY.format("'none'")
    old_after: int | None = None


@dataclass
class Pages:
    """Every address of the mail catcher."""

    place: Place
    cast: Cast
    mailbox: Mailbox
    hosts: frozenset[str] = field(default_factory=frozenset)

    def answer(self, target: str) -> Answer:
        """The answer to a GET of a path with its query."""
        path, _, asked = target.partition("?")
        query = {name: values[-1][:LONGEST_WORD] for name, values in parse_qs(asked).items()}
        match path.strip("/").split("/"):
            case [""]:
                return Answer(who.front(self.place, self.cast, self.mailbox, begin=_whole(query.get("begin"))))
            case ["codes", number] if _whole(number, -1) in range(len(self.cast.visits)):
                return self._codes(int(number))
            case ["news"]:
                return _framed(
                    reading.news(self.mailbox, after=_whole(query.get("after")), **_wanted(query)), who.FRESH
                )
            case ["mail"]:
                turned = _whole(query.get("page"))
                return Answer(reading.listing(self.place, self.mailbox, number=turned, **_wanted(query)))
            case ["mail", key, *rest] if rest in ([], ["html"]):
                return self._letter(key, query.get("part", "text"), alone=bool(rest))
            case ["imprint"]:
                return Answer(_imprint(self.place))
            case ["look.css"]:
                return Answer(_look(), CSS)
            case ["inbox.css"]:
                return Answer(Path(__file__).with_name("inbox.css").read_bytes(), CSS)
            case ["logo.svg" | "favicon.ico"]:
                return Answer((ROOT / "demo" / "invented" / "logo.svg").read_bytes(), SVG)
        return self._missing()

    def _codes(self, number: int) -> Answer:
        document, old_after = who.codes(self.cast.visits[number], self.mailbox)
        return _framed(document, old_after)

    def _letter(self, key: str, part: str, *, alone: bool) -> Answer:
        kept = self.mailbox.open(key)
        if kept is None:
            return self._missing()
        if alone:
            return Answer(reading.html_part(kept.letter), policy=reading.POLICY_OF_A_MAIL)
        return Answer(reading.letter(self.place, self.mailbox, kept, part=part))

    def _missing(self) -> Answer:
        words = el("p", "There is nothing at this address. ", el("a", "All mail", href="/mail/"))
        return Answer(page(self.place, el("h1", "Not here"), words, title="Not here"), status=HTTPStatus.NOT_FOUND)


class Handler(BaseHTTPRequestHandler):
    """One request. The server carries the pages."""

    server: "Server"
    timeout = 20
    server_version, sys_version = "windbreak-demo", ""

    def do_GET(self) -> None:
        """Any page."""
        self._send(self._answer(), with_body=True)

    def do_HEAD(self) -> None:
        """Any page without its body."""
        self._send(self._answer(), with_body=False)

    def log_message(self, *_arguments: object) -> None:
        """Says nothing: whoever watches the demo wants to see the product."""

    def _answer(self) -> Answer:
        if self.headers.get("Host", "") not in self.server.pages.hosts:
            words = f"This page answers at {min(self.server.pages.hosts)} alone.\n"
            return Answer(words, "text/plain; charset=utf-8", HTTPStatus.MISDIRECTED_REQUEST)
        try:
            return self.server.pages.answer(self.path)
        except Exception:  # noqa: BLE001  the next request may well be answered
            traceback.print_exc()
            words = "The mail catcher could not make this page; its output says why.\n"
            return Answer(words, "text/plain; charset=utf-8", HTTPStatus.INTERNAL_SERVER_ERROR)

    def _send(self, answer: Answer, *, with_body: bool) -> None:
        body = answer.body.encode() if isinstance(answer.body, str) else answer.body
        self.send_response(answer.status)
        headers = {
            "Content-Type": answer.kind,
            "Content-Length": str(len(body)),
            "Content-Security-Policy": answer.policy,
            "Cache-Control": "no-store",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
        if answer.old_after is not None:
            headers["Refresh"] = str(answer.old_after)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if with_body:
            self.wfile.write(body)


class Server(ThreadingHTTPServer):
    """Listens on the loopback address; answers only requests that name it, so that no page elsewhere reads along."""

    daemon_threads = True

    def __init__(self, port: int, pages: Pages) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        bound = self.server_address[1]
        self.pages = pages
        self.pages.hosts = frozenset({f"127.0.0.1:{bound}", f"localhost:{bound}"})

    def handle_error(self, request: object, client_address: object) -> None:
        """Browsers that went away while they were answered are nobody's concern."""
        if not isinstance(sys.exception(), ConnectionError):
            traceback.print_exc()


def _framed(document: str, old_after: int) -> Answer:
    return Answer(document, policy=POLICY.format("'self'"), old_after=old_after)


def _wanted(query: dict[str, str]) -> dict[str, str]:
    return {"word": query.get("word", ""), "to": query.get("to", "")}


def _whole(text: str | None, otherwise: int = 0) -> int:
    """A number of the query; what is none counts as the first."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 20 else otherwise


def _look() -> bytes:
    """The product's look as it was built; nothing before that, and the pages are readable without."""
    try:
        entry = json.loads((DIST / "manifest.json").read_text())["look.css"]
        return (DIST / entry["file"]).read_bytes()
    except (OSError, KeyError, ValueError):
        return b""


def _imprint(place: Place) -> str:
    lines = (
        f"{place.organisation}, Old Customs House, Quay 7, Windmouth",
        "An invented organisation: nobody can be reached here.",
    )
    return page(place, el("h1", "Imprint"), [el("p", line) for line in lines], title="Imprint")
