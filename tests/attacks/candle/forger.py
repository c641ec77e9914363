"""Documents that somebody else wrote, put in the place of the genuine ones on the way to a browser."""

import base64
import json
import os
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import BrowserContext, Route

from crypto import keepers, notice
from crypto.installation import read_seed, sign_document
from crypto.keys import sealing_public
from crypto.unseal import Knife
from demo.installation import Installation

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

    def house(self, genuine: bytes, head: str) -> bytes:
        """A house Notice behind the head of the chain, in which the forger keeps the candles of the first rota."""
        document = notice.read(genuine)
        rota = document["keepers"][0]["rota"]
        record = keepers.write_record(self.keepers, rota=rota, previous=None)
        said, signature = keepers.read_record(record), keepers.sign_record(self.keepers, record)
        own = {name: said[name] for name in ("previous", "sealing", "signing")} | {"signature": signature}
        forged = document | {"previous": head, "keepers": [document["keepers"][0] | own, *document["keepers"][1:]]}
        return notice.encode(forged)

    def sign(self, document: bytes) -> str:
        """As the nameless installation signs."""
        return sign_document(read_seed(self.installation.folder / "nameless" / "installation.key"), document)


def swap_house(context: BrowserContext, forger: Forger, *, origins: tuple[str, ...] = ("nameless",)) -> None:
    """On these origins the newest house Notice is the forger's, with a Box of the forger's router key."""
    where, client = forger.installation.origins, context.request
    chain = client.get(f"{where['nameless']}/notices/").json()["chain"]
    documents = [(name, client.get(f"{where['nameless']}/notices/{name}/").body()) for name in chain]
    newest, genuine = next((name, body) for name, body in reversed(documents) if json.loads(body)["kind"] == "house")
    forged = forger.house(genuine, head=chain[-1])
    name = notice.fingerprint(forged)
    box = client.get(f"{where['nameless']}/boxes/{newest}/").json()
    box |= {"notice": name, "router": {"month": box["router"]["month"], "key": forger.sealing}}
    longer = json.dumps({"version": 1, "chain": [*chain, name]}).encode()
    answer(context, f"{where['nameless']}/notices/", longer)
    answer(context, f"{where['nameless']}/boxes/{name}/", notice.encode(box), forger.sign(notice.encode(box)))
    for side in origins:
        answer(context, f"{where[side]}/notices/{name}/", forged)


def swap_box(context: BrowserContext, forger: Forger, fingerprint: str) -> None:
    """The wave's Box holds the forger's key, under the genuine one's signature: the forger has no other."""
    address = f"{forger.installation.origins['nameless']}/boxes/{fingerprint}/"
    genuine = context.request.get(address)
    answer(
        context, address, notice.encode(genuine.json() | {"key": forger.sealing}), genuine.headers[SIGNATURE.lower()]
    )


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
