"""One person's device with the real client in it: the built module on the nameless origin's first page."""

import re
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import BrowserContext, Page, Route

from .served import DIST, built

LINK = re.compile(r"/w/(?P<notice>[0-9a-f]{64})/?#(?P<token>[A-Za-z0-9_-]{43})\.(?P<cohort>[0-9a-f]{32})$")
BUILT = re.compile(r"/static/(client|ground|lazy)-[A-Z0-9]{8}\.js$")  # as built by now, whatever the server found
LOAD = """async ({ file, origins }) => {
  window.client = await import(file)
  client.configure(origins)
  window.stages = []
  window.told = (promise) => promise.then(
    (value) => ({ value: value === undefined ? null : value, trouble: null }),
    (error) => error instanceof client.Failure
      ? { value: null, trouble: error.trouble, receipt: error.receipt, detail: error.message }
      : Promise.reject(error))
  window.safe = await client.openSafe()
}"""
PREPARE = """async ({ notice, token, cohort }) => told((async () => {
  window.papers = await client.loadPapers(notice)
  window.sending = new client.Sending(papers, { token, cohort }, safe)
})())"""


class Device:
    """A browser of one person; a page of it may be closed and another one opened."""

    def __init__(self, context: BrowserContext, origins: dict[str, str], link: str) -> None:
        self.context, self.origins = context, origins
        self.link = LINK.search(link).groupdict()
        self.sent: list[tuple[str, bytes]] = []  # path and body of every POST
        context.route(BUILT, _from_disk)
        context.on("request", self._note)
        self.page = self.visit()

    def visit(self) -> Page:
        """A new page that has loaded nothing but the client."""
        self.page = self.context.new_page()
        self.page.goto(f"{self.origins['nameless']}/")
        self.page.evaluate(LOAD, {"file": f"/static/{built('client.js')}", "origins": self.origins})
        return self.page

    def close(self) -> None:
        """The page; what the device keeps stays."""
        self.page.close()

    def prepare(self) -> dict[str, Any]:
        """Load the papers; `trouble` is None when all is well."""
        return self.page.evaluate(PREPARE, self.link)

    def fetch_ahead(self) -> str | None:
        """The trouble, or None."""
        return self.page.evaluate("() => told(sending.fetchAhead())")["trouble"]

    def send(self, answers: dict[str, Any], **filled: Any) -> dict[str, Any]:
        """`value` is the receipt, `trouble` why there is none."""
        whole = {"answers": answers, "labelled": True, "lit": False, "urgency": None} | filled
        return self.page.evaluate("(filled) => told(sending.send(filled, (stage) => stages.push(stage)))", whole)

    def resume(self) -> dict[str, Any]:
        """As `send`."""
        ask = "(notice) => told(client.resume(safe, notice, (stage) => stages.push(stage)))"
        return self.page.evaluate(ask, self.link["notice"])

    def exchanged(self) -> None:
        """Wait until what is exchanged beside everything else has been."""
        self.page.evaluate("() => client.exchange(safe)")

    def break_passes(self) -> list[dict[str, Any]]:
        """kind and quarter of all that can be carried to the desk, and the pass in hex."""
        return self.page.evaluate(
            """async () => (await client.breakPasses(safe)).map(({ kind, quarter, pass }) => (
              { kind, quarter, pass: Array.from(pass, (byte) => byte.toString(16).padStart(2, '0')).join('') }))"""
        )

    def pending(self) -> list[str]:
        """Notices of which something sealed waits here."""
        return self.page.evaluate("() => client.pending(safe)")

    def kept(self) -> list[str]:
        """The first words of the names of all that is in the safe."""
        return self.page.evaluate("async () => (await safe.names('')).map((name) => name.split(' ')[0])")

    def posted(self, path: str) -> list[bytes]:
        """Bodies of this device's requests, oldest first."""
        return [body for at, body in self.sent if at == path]

    @contextmanager
    def losing_replies(self, path: str):
        """Requests arrive, answers do not."""

        def lose(route: Route) -> None:
            if route.request.method == "POST":
                route.fetch()
            route.abort()

        self.context.route(f"**{path}", lose)
        yield
        self.context.unroute(f"**{path}", lose)

    def _note(self, request: Any) -> None:
        if request.method == "POST":
            path = "/" + request.url.split("/", 3)[3]
            self.sent.append((path, request.post_data_buffer))


def _from_disk(route: Route) -> None:
    body = (DIST / route.request.url.rpartition("/")[2]).read_bytes()
    route.fulfill(content_type="text/javascript", body=body)
