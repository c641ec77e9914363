"""Documents that somebody else wrote, put in the place of the genuine ones on the way to a browser."""

import base64
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import BrowserContext, Route

from crypto import keepers, notice
from crypto.installation import read_seed, sign_document
from crypto.keys import sealing_public
from crypto.unseal import Knife
from demo.installation import SIDES, Installation

SIGNATURE = "Windbreak-Signature"


@dataclass
class Forger:
    """Has keys of their own to which everybody should seal, and what an administrator of the nameless side has."""

    installation: Installation
    keepers: bytes = field(default_factory=keepers.new_secret)
    seed: bytes = field(default_factory=lambda: os.urandom(32))  # of a sealing key: a box's, a router's

    @property
    def knife(self) -> Knife:
        """Opens what was sealed to the forger's box or router key."""
        return Knife(self.seed)

    @property
    def sealing(self) -> str:
        """The public half in base64."""
        return base64.b64encode(sealing_public(self.seed)).decode()

    def takes_over(self, house: dict[str, Any]) -> dict[str, Any]:
        """A house Notice in which the forger keeps the candles of the first rota."""
        first, *others = house["keepers"]
        return house | {"keepers": [first | rota_of(self.keepers, first["rota"]), *others]}

    def swap_house(self, context: BrowserContext, *, origins: Sequence[str] = ("nameless",)) -> None:
        """On these origins the newest house Notice is the forger's, with a Box of the forger's router key."""
        publish(context, self.installation, self.takes_over, origins=origins, router=self.sealing)

    def swap_box(self, context: BrowserContext, fingerprint: str) -> None:
        """The wave's Box holds the forger's key, under the genuine one's signature: the forger has no other."""
        address = f"{self.installation.origins['nameless']}/boxes/{fingerprint}/"
        genuine = context.request.get(address)
        forged = notice.encode(genuine.json() | {"key": self.sealing})
        answer(context, address, forged, genuine.headers[SIGNATURE.lower()])


def rota_of(secret: bytes, rota: str) -> dict[str, Any]:
    """What a house Notice says of the first keys of a rota, but for its names."""
    record = keepers.write_record(secret, rota=rota, previous=None)
    said = {name: value for name, value in keepers.read_record(record).items() if name != "version"}
    return said | {"signature": keepers.sign_record(secret, record)}


def publish(
    context: BrowserContext,
    installation: Installation,
    change: Callable[[dict[str, Any]], dict[str, Any]],
    *,
    origins: Sequence[str] = SIDES,
    router: str = "",
) -> None:
    """As this browser sees it, these origins have one more house Notice, the newest with a `change`, and its Box.

    The Box has the genuine keys, but for the `router` key where one is given; the nameless installation signs it.
    """
    where, client = installation.origins, context.request
    chain = client.get(f"{where['nameless']}/notices/").json()["chain"]
    documents = [(name, client.get(f"{where['nameless']}/notices/{name}/").json()) for name in chain]
    newest, house = next((name, document) for name, document in reversed(documents) if document["kind"] == "house")
    changed = notice.encode(change(house) | {"previous": chain[-1]})
    name = notice.fingerprint(changed)
    box = client.get(f"{where['nameless']}/boxes/{newest}/").json() | {"notice": name}
    if router:
        box["router"] = box["router"] | {"key": router}
    seed = read_seed(installation.folder / "nameless" / "installation.key")
    data, longer = notice.encode(box), {"version": 1, "chain": [*chain, name]}
    answer(context, f"{where['nameless']}/notices/", notice.encode(longer))
    answer(context, f"{where['nameless']}/boxes/{name}/", data, sign_document(seed, data))
    for side in origins:
        answer(context, f"{where[side]}/notices/{name}/", changed)


def answer(context: BrowserContext, address: str, body: bytes, signature: str = "") -> None:
    """Whoever asks this address gets these bytes."""
    headers = {SIGNATURE: signature, "Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": SIGNATURE}

    def fulfil(route: Route) -> None:
        route.fulfill(status=200, headers=headers, body=body)

    context.route(address, fulfil)


def add_to_answers(context: BrowserContext, address: str, more: dict[str, list[dict[str, Any]]]) -> None:
    """The lists of a JSON answer are longer by what the forger wrote."""

    def lengthen(route: Route) -> None:
        genuine = route.fetch()
        document = genuine.json()
        forged = document | {name: [*document[name], *entries] for name, entries in more.items()}
        route.fulfill(response=genuine, json=forged)

    context.route(address, lengthen)
