"""Clients that send the same bytes again until they are answered, as the browsers of people do."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any, TypeVar

import httpx

from demo.account import Account, NoWayIn
from demo.keeper import Keeper
from demo.mailbox import PersonalMailbox
from demo.proofs import Prover
from demo.refused import Refused
from demo.waiting import Impatient

T = TypeVar("T")
PATIENCE = 180.0  # seconds that one step may take, with every repetition
TIMEOUT = 60.0  # seconds until an answer counts as lost
PAUSE = 0.2  # seconds between two attempts
BREATH = 5.0  # seconds until somebody signs in anew; three codes a minute is the most for one mailbox
NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout)


class Patience:
    """What all clients of one round have in common.

    `lost` counts answers that broke off after the request was sent; `waiting` the requests at each port that somebody
    waits for right now.
    """

    def __init__(self) -> None:
        self.lost = 0
        self.waiting: Counter[int | None] = Counter()
        self.is_over = False  # nobody waits for an answer any more
        self._lock = threading.Lock()

    def count(self, port: int | None, *, by: int) -> None:
        """One more request at this port, or one less."""
        with self._lock:
            self.waiting[port] += by

    def insist(self, step: Callable[[], T]) -> T:
        """The answer of `step`, repeated while the connection fails. Raises what httpx does at the end of patience."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return step()
            except httpx.TransportError as error:
                if self.is_over or time.monotonic() > deadline:
                    raise
                with self._lock:
                    self.lost += not isinstance(error, NEVER_SENT)
                time.sleep(PAUSE)

    def client(self, **about: Any) -> "PatientClient":
        """A browser; `about` as httpx takes it."""
        return PatientClient(self, **about)

    def account(self, account: Account) -> Account:
        """Somebody who signs in with a browser of this patience, from the beginning when an answer was lost.

        Raises NoWayIn, Refused and Impatient.
        """
        deadline = time.monotonic() + PATIENCE
        while True:
            account.client.close()
            account.client = self.client(base_url=account.named, follow_redirects=True)
            try:
                return account.sign_in()
            except (NoWayIn, Refused, Impatient):
                if self.is_over or time.monotonic() > deadline:
                    raise
                time.sleep(BREATH)

    def over(self, asking: Keeper | PersonalMailbox) -> None:
        """From now on its proved requests are repeated, each time over a new challenge."""
        asking.prover = PatientProver.of(asking.prover, self)


class Counted(httpx.HTTPTransport):
    """The network, with a count of what is on its way."""

    def __init__(self, patience: Patience) -> None:
        super().__init__()
        self._patience = patience

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """As httpx wants it."""
        self._patience.count(request.url.port, by=1)
        try:
            return super().handle_request(request)
        finally:
            self._patience.count(request.url.port, by=-1)


class PatientClient(httpx.Client):
    """Repeats each request with its redirects, the same bytes again."""

    def __init__(self, patience: Patience, **about: Any) -> None:
        super().__init__(timeout=TIMEOUT, transport=Counted(patience), **about)
        self._patience = patience

    def send(self, request: httpx.Request, **about: Any) -> httpx.Response:
        """The answer, after however many attempts."""
        send = super().send
        return self._patience.insist(lambda: send(request, **about))


class PatientProver(Prover):
    """Repeats a proved request: the same body under another proof, since none is good twice."""

    patience: Patience

    @classmethod
    def of(cls, prover: Prover, patience: Patience) -> "PatientProver":
        """With the key and the holder of `prover`, and a client that does not repeat by itself."""
        plain = httpx.Client(timeout=TIMEOUT, transport=Counted(patience))
        made = cls(plain, prover.origin, purpose=prover._purpose, key=prover._key, holder=prover._holder)
        made.patience = patience
        return made

    def send(self, method: str, path: str, body: bytes) -> httpx.Response:
        """The answer, after however many attempts."""
        send = super().send
        return self.patience.insist(lambda: send(method, path, body))
