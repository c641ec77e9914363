"""What every Send lays in beside the ballot: spare candle passes, and passes for rest, exchanged at door 2.

All of it lives on the device, as in the browser of an employee.
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field

import httpx

from crypto.keys import key_id
from crypto.notice import encode
from crypto.passes import Pass

from .documents import Documents
from .house import House, RestKey
from .refused import Refused
from .wishes import Candle, Wish, ask, request

SPARE = 3  # candle passes, the most that the door gives one person a month


@dataclass(frozen=True)
class BreakPass:
    """A right to one break: kind, quarter of its key, and the pass of 354 bytes that the desk takes."""

    kind: str
    quarter: str
    data: bytes

    def text(self) -> str:
        """As it is pasted into the desk's page: base64url without padding."""
        return base64.urlsafe_b64encode(self.data).decode().rstrip("=")


@dataclass
class Entitlement:
    """An entitlement pass on its way or in hand, and the break pass that it is exchanged for."""

    key: RestKey
    wish: Wish
    exchanged: Wish | None = None
    refused: str = ""  # by door 2, in its words

    @classmethod
    def new(cls, key: RestKey) -> "Entitlement":
        """With a random nonce."""
        return cls(key, Wish.new(key.spki, purpose="entitlement", scope=key.scope))


@dataclass
class Stock:
    """One device's passes. `spare` are this month's, `entitlements` this quarter's, as the house Notice orders them."""

    spare: list[Candle] = field(default_factory=list)
    entitlements: list[Entitlement] = field(default_factory=list)
    older: list[Entitlement] = field(default_factory=list)

    def lay_in(self, house: House) -> dict[str, list[Wish]]:
        """What to ask door 1 for beside a label: the same wishes when it has been asked in this month and quarter."""
        if {candle.wish.scope for candle in self.spare} != {house.month}:
            self.spare = [Candle.new(house) for _ in range(SPARE)]
        keys = house.entitlements()
        if [one.key for one in self.entitlements] != keys:
            self.older += self.entitlements
            self.entitlements = [Entitlement.new(key) for key in keys]
        wishes = {"spare": [candle.wish for candle in self.spare]}
        if self.entitlements:
            wishes["entitlements"] = [entitlement.wish for entitlement in self.entitlements]
        return wishes

    def collect(self, token: str, *, client: httpx.Client, documents: Documents) -> dict[str, str]:
        """Ask with a collecting token instead of an invitation; a sentence for each group refused. Raises Refused."""
        wishes = self.lay_in(documents.house())
        return ask(client, documents.named, request(token, wishes), wishes, origin=documents.nameless)

    def exchange(self, house: House, *, client: httpx.Client, nameless: str) -> None:
        """Door 2: a break pass for every entitlement pass that has none. Raises Refused; may be repeated.

        What the door refuses says so in `refused`, and the others are exchanged.
        """
        going = [one for one in self.entitlements if one.wish.granted and not (one.exchanged and one.exchanged.granted)]
        if not going:
            return
        answer = client.post(f"{nameless}/exchanges/", content=self.exchange_request(house, going))
        if answer.status_code != 200:
            raise Refused(answer.status_code, answer.text)
        for one, served in zip(going, answer.json()["exchanges"], strict=True):
            one.refused = served.get("refused", "")
            if one.exchanged and "signature" in served:
                one.exchanged.grant(served["signature"])

    def exchange_request(self, house: House, going: list[Entitlement]) -> bytes:
        """The body that asks door 2 for break passes of the kinds of these; the same bytes each time."""
        for one in going:
            key = house.break_key(one.key.kind, one.key.quarter)
            one.exchanged = one.exchanged or Wish.new(key.spki, purpose="break", scope=key.scope)
        return encode({"version": 1, "exchanges": [_entry(one) for one in going]})

    def breaks(self) -> list[BreakPass]:
        """The break passes in hand."""
        return list(self._breaks())

    def _breaks(self) -> Iterator[BreakPass]:
        for one in (*self.older, *self.entitlements):
            if one.exchanged and one.exchanged.granted:
                kind, _, quarter = one.exchanged.scope.rpartition(" ")
                yield BreakPass(kind, quarter, one.exchanged.granted.to_bytes())


def _entry(one: Entitlement) -> dict[str, str]:
    if one.exchanged is None:
        raise LookupError("this entitlement pass is not going anywhere")
    return {
        "pass": base64.b64encode(granted(one.wish).to_bytes()).decode(),
        "key": key_id(one.exchanged.spki).hex(),
        "blinded": one.exchanged.blinded(),
    }


def granted(wish: Wish) -> Pass:
    """The pass in hand. Raises LookupError when the door has not granted it."""
    if wish.granted is None:
        raise LookupError(f"the door has not granted this pass of purpose {wish.purpose}")
    return wish.granted
