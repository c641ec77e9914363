"""What employees and keepers send, as the employer sees it: every message of both sides and the rows that it leaves.

The roles of docs/proof/windbreak.pvl, each run once and honestly. The employer holds every key that is in `Seen` and
has answered as the protocol says; what it sees stands there under the words by which a test names it.
"""

from dataclasses import dataclass

from .terms import Apply, Name, Term, pair, word

Message = dict[str, Term]
NOTHING: Message = {}
BOX, ROUTER = Name("box key"), Name("router key")
KEEPERS_OPENER, KEEPERS_SIGNER = Name("keepers' sealing secret"), Name("keepers' signing secret")


class Seen(dict[str, Term]):
    """What the employer has seen, in order, each part under its own words."""

    def add(self, place: str, message: Message) -> None:
        for part, term in message.items():
            assert f"{place}, {part}" not in self
            self[f"{place}, {part}"] = term


def f(function: str, *parts: Term) -> Apply:
    return Apply(function, parts)


@dataclass(frozen=True, slots=True)
class Pass:
    """A pass with its serial (protocol, section 1)."""

    serial: Term
    input: Term
    authenticator: Term

    @property
    def parts(self) -> Message:
        return {"token input": self.input, "authenticator": self.authenticator}

    @property
    def whole(self) -> Term:
        return pair(self.input, self.authenticator)


@dataclass(frozen=True, slots=True)
class Wish:
    """A pass on its way: what is sent, what comes back, and what only the asker keeps."""

    blinded: Term
    signature: Term
    factor: Term
    gets: Pass


def wish(drawn: str, purpose: str, serial: Term, pen: Term) -> Wish:
    """Protocol, section 1: token input, blinded; signed unread by `pen`; unblinded."""
    token_input = pair(word(purpose), serial, f("key_id", f("pass_key_of", pen)))
    factor = Name(f"factor {drawn}")
    blinded = f("blind", token_input, factor)
    return Wish(blinded, f("sign", blinded, pen), factor, Pass(serial, token_input, f("sign", token_input, pen)))


def ask(seen: Seen, who: str, group: str, asked: Wish, cookie: Message = NOTHING) -> Pass:
    """Protocol, section 4: one group of `POST /passes/`, its answer, and the row that door 1 keeps of it."""
    invitation = {"invitation": word(f"invitation of {who}")}
    seen.add(f"{who} asks for {group}", invitation | cookie | {"blinded": asked.blinded, "answer": asked.signature})
    seen.add(f"issued to {who} for {group}", {"digest": f("hash", asked.blinded)})
    return asked.gets


@dataclass(frozen=True, slots=True)
class Keys:
    """The private keys behind the public ones that an employee's client uses."""

    label: Term
    ballot: Term
    candle: Term
    box: Term = BOX
    router: Term = ROUTER

    @property
    def private(self) -> tuple[Term, ...]:
        return (self.label, self.ballot, self.candle, self.box, self.router)


def submit(
    seen: Seen, who: str, keys: Keys, *, answers: Term, wanted: Term, cookie: Message = NOTHING
) -> tuple[Message, Message]:
    """Protocol, sections 4 to 6, one Send: the ballot and the flag that it comes to, which go out later."""
    label = ask(
        seen, who, "labels", wish(f"label of {who}", "label", Name(f"label serial of {who}"), keys.label), cookie
    )
    sealed = seal(pair(label.whole, answers), keys.box, f"ballot of {who}")
    ballot = ask(seen, who, "ballot", wish(f"ballot of {who}", "ballot", f("hash", sealed), keys.ballot), cookie)
    return ballot.parts | {"sealed": sealed} | cookie, flag(seen, who, keys, wanted=wanted, cookie=cookie)


def flag(
    seen: Seen, who: str, keys: Keys, *, wanted: Term, cookie: Message = NOTHING, group: str = "candle"
) -> Message:
    """Protocol, section 6: a flag under a candle pass, asked for with the ballot or held since an earlier Send."""
    one_time = Name(f"one-time key of {who} for {group}")
    public = f("signing_key_of", one_time)
    candle = ask(seen, who, group, wish(f"{group} of {who}", "candle", f("hash", public), keys.candle), cookie)
    closed = seal(wanted, keys.router, f"flag of {who}")
    router = f("hash", f("sealing_key_of", keys.router))
    signature = f("ed25519", pair(word("flag"), router, closed), one_time)
    row = {"digest": f("hash", pair(candle.whole, public, signature, router, closed))}
    sent = {"one-time key": public, "signature": signature, "router": router, "sealed": closed}
    return candle.parts | sent | row | cookie


def seal(plaintext: Term, opener: Term, drawn: str) -> Term:
    """Protocol, section 1: an envelope to the key whose private half is `opener`."""
    return f("seal", plaintext, f("sealing_key_of", opener), Name(f"chance of {drawn}"))


def wrap(plaintext: Term, key: Term, drawn: str) -> Term:
    """AES-256-GCM under a symmetric key."""
    return f("wrap", plaintext, key, Name(f"nonce of {drawn}"))


@dataclass(frozen=True, slots=True)
class Keepers:
    """The private halves of a rota's keys (protocol, section 10)."""

    opener: Term = KEEPERS_OPENER
    signer: Term = KEEPERS_SIGNER

    @property
    def public(self) -> Message:
        return {"sealing": f("sealing_key_of", self.opener), "signing": f("signing_key_of", self.signer)}


@dataclass(frozen=True, slots=True)
class Candle:
    """A candle key and what is derived from it (protocol, section 8)."""

    name: str

    @property
    def key(self) -> Term:
        return Name(f"key of {self.name}")

    def derived(self, purpose: str) -> Term:
        return f(purpose, self.key)

    @property
    def mailbox(self) -> Term:
        return f("signing_key_of", self.derived("mailbox_signer"))

    def says(self, what: str, *parts: Term) -> Term:
        """Signed with the mailbox's key."""
        return f("ed25519", pair(word(what), self.mailbox, *parts), self.derived("mailbox_signer"))

    def inner(self, keepers: Keepers, note: Term) -> Term:
        """Protocol, section 6: what the keepers alone can open."""
        sealing = f("sealing_key_of", self.derived("mailbox_opener"))
        signed = pair(self.mailbox, sealing, note, self.says("inner", sealing, note))
        return seal(signed, keepers.opener, f"inner of {self.name}")

    def lit(self, keepers: Keepers, note: Term) -> Term:
        """The plaintext of a lit flag, all that the router sees."""
        return pair(word("lit"), self.mailbox, word("hr"), word("today"), self.inner(keepers, note))


UNLIT = word("unlit")


def converse(seen: Seen, candle: Candle, keepers: Keepers, *, asks: Term, answers: Term) -> None:
    """Protocol, sections 8, 9 and 11: a visit, a letter of either author, an offer."""
    challenge = word(f"challenge for {candle.name}")
    seen.add(f"visit of {candle.name}", {"mailbox": candle.mailbox, "proof": candle.says("request", challenge)})
    letter = _envelopes(candle, keepers, asks, number=1)
    digests = [f("hash", envelope) for envelope in letter.values()]
    signature = candle.says("letter", word("1"), *digests)
    seen.add(f"letter of {candle.name}", letter | {"signature": signature})
    answer = _envelopes(candle, keepers, answers, number=2)
    digests = [f("hash", envelope) for envelope in answer.values()]
    signed = pair(word("letter"), candle.mailbox, word("2"), *digests)
    seen.add(f"answer to {candle.name}", answer | {"signature": f("ed25519", signed, keepers.signer)})
    offer = offer_of(candle)
    signed = pair(word("offer"), candle.mailbox, offer, word("day"))
    seen.add(f"offer to {candle.name}", {"id": offer, "signature": f("ed25519", signed, keepers.signer)})


def _envelopes(candle: Candle, keepers: Keepers, text: Term, *, number: int) -> Message:
    return {
        "keepers": seal(text, keepers.opener, f"letter {number} of {candle.name} to the keepers"),
        "employee": seal(text, candle.derived("mailbox_opener"), f"letter {number} of {candle.name} to the employee"),
    }


def offer_of(candle: Candle) -> Term:
    """The random id of the one offer that a candle gets, which both databases hold."""
    return Name(f"offer to {candle.name}")


def take(seen: Seen, candle: Candle, pen: Term, cookie: Message = NOTHING) -> Pass:
    """Protocol, section 8: taking an offer, its blind signature, and what is kept to unblind it on any device."""
    asked = wish(f"break of {candle.name}", "break", Name(f"serial of the break of {candle.name}"), pen)
    kept = wrap(pair(asked.gets.input, asked.factor), candle.derived("mailbox_wrapper"), f"kept of {candle.name}")
    body = {"offer": offer_of(candle), "blinded": asked.blinded, "kept": kept}
    proof = {"proof": candle.says("request", *body.values())}
    row = {"answer": asked.signature, "digest": f("hash", asked.blinded)}
    seen.add(f"take by {candle.name}", body | proof | row | cookie)
    return asked.gets


def exchange(seen: Seen, who: str, entitlement: Term, pen: Term) -> Pass:
    """Protocol, sections 4 and 7: everybody's entitlement pass, and the break pass that it is exchanged for."""
    serial = Name(f"entitlement serial of {who}")
    right = ask(seen, who, "entitlements", wish(f"entitlement of {who}", "entitlement", serial, entitlement))
    asked = wish(f"exchange of {who}", "break", Name(f"serial of the exchange of {who}"), pen)
    body = right.parts | {"blinded": asked.blinded, "answer": asked.signature}
    seen.add(f"exchange of {who}'s", body | {"digest": f("hash", asked.blinded)})
    return asked.gets


def redeem(seen: Seen, number: int, who: str, brought: Pass, cookie: Message = NOTHING) -> None:
    """Protocol, section 7: a break pass under a name; the booking, and the mark that spends the pass on it."""
    leave = Name(f"leave {number}")
    mark = f("mac", leave, Name("secret of the named side"))
    booking = {"account": word(f"account of {who}"), "id": leave} | brought.parts | {"mark": mark}
    seen.add(f"leave {number}", booking | cookie)
