"""What the model knows of cryptography: functions without a rule are one-way; docs/proof/windbreak.pvl has the same.

A rule opens what a function closed. Some failures show: a seal that does not open, a signature that is not genuine.
Unblinding shows nothing: of any two numbers it makes a third.
"""

from dataclasses import dataclass

from .terms import Apply, Hole, Term, fill, holes, match, word


@dataclass(frozen=True, slots=True)
class Rule:
    """`left` becomes `right`. All that the other parts of `left` need is in its first."""

    left: Apply
    right: Term
    shows: bool  # whether who applies it where it does not fit learns that


def _f(function: str, *parts: Term) -> Apply:
    return Apply(function, parts)


_X, _Y, _K, _R, _N = map(Hole, "xykrn")
TRUE = word("true")
_LISTED = (
    Rule(_f("first", _f("pair", _X, _Y)), _X, True),
    Rule(_f("second", _f("pair", _X, _Y)), _Y, True),
    # Blind signatures (protocol, section 1): the door signs what it cannot read.
    Rule(_f("unblind", _f("sign", _f("blind", _X, _R), _K), _R), _f("sign", _X, _K), False),
    Rule(_f("lift", _f("blind", _X, _R), _R), _X, False),
    Rule(_f("genuine", _f("sign", _X, _K), _X, _f("pass_key_of", _K)), TRUE, True),
    # Seals, to a public key (section 1); signatures by Ed25519; wrapping under a symmetric key (section 8, "kept").
    Rule(_f("unseal", _f("seal", _X, _f("sealing_key_of", _K), _N), _K), _X, True),
    Rule(_f("is_by", _f("ed25519", _X, _K), _X, _f("signing_key_of", _K)), TRUE, True),
    Rule(_f("unwrap", _f("wrap", _X, _K, _N), _K), _X, True),
)
RULES = {rule.left.function: rule for rule in _LISTED}

assert len(RULES) == len(_LISTED)
assert all(holes(rule.left) == holes(rule.left.parts[0]) for rule in _LISTED)


def apply(function: str, parts: tuple[Term, ...]) -> Term | None:
    """The value of a function of values; None where it fails and shows it."""
    rule = RULES.get(function)
    made = Apply(function, parts)
    if rule is None:
        return made
    filling = match(rule.left, made, {})
    if filling is not None:
        return fill(rule.right, filling)
    return None if rule.shows else made
