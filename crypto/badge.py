"""Badges: short-lived signed statements (JWT, RFC 7519, Ed25519) that somebody is a keeper, bound to a browser's key.

The bound key stands in `cnf` (RFC 7800); whoever has a badge without that key can do nothing with it
(docs/protocol.md section 9).
"""

import base64
import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from .refusal import Refusal

LASTS = 300  # seconds
SKEW = 60  # seconds that the clocks of the two sides may differ
_ALGORITHMS = ["Ed25519"]  # EdDSA with one curve, as RFC 9864 names it


class BadBadge(Refusal):
    """No genuine badge, or not one for here and now."""

    status = 401


@dataclass(frozen=True, slots=True)
class Badge:
    """Which keeper (a number that only the named side resolves), of which rota, at which browser (32 bytes)."""

    number: str
    rota: str
    browser_key: bytes


def write_badge(seed: bytes, badge: Badge, *, issuer: str, audience: str, now: datetime) -> str:
    """The badge as it travels, signed with a 32-byte Ed25519 seed, good for five minutes from `now`."""
    issued = int(now.timestamp())
    claims = {
        "iss": issuer,
        "aud": audience,
        "sub": badge.number,
        "role": "keeper",
        "rota": badge.rota,
        "iat": issued,
        "exp": issued + LASTS,
        "jti": secrets.token_hex(16),
        "cnf": {"jwk": {"kty": "OKP", "crv": "Ed25519", "x": _base64url(badge.browser_key)}},
    }
    key = OKPKey.import_key(Ed25519PrivateKey.from_private_bytes(seed))
    return jwt.encode({"alg": "Ed25519", "typ": "JWT"}, claims, key, algorithms=_ALGORITHMS)


def read_badge(public: bytes, token: str, *, issuer: str, audience: str, now: datetime) -> Badge:
    """The badge, signed under the 32-byte key, from `issuer` to `audience`, not before or after its time.

    Raises BadBadge.
    """
    try:
        key = OKPKey.import_key(Ed25519PublicKey.from_public_bytes(public))
        claims = jwt.decode(token, key, algorithms=_ALGORITHMS).claims
    except (JoseError, ValueError, TypeError, RecursionError) as error:
        raise BadBadge("this badge is not genuine") from error
    _check(claims, issuer=issuer, audience=audience, now=now.timestamp())
    try:
        return _badge(claims)
    except (KeyError, TypeError, ValueError) as error:
        raise BadBadge("this badge lacks something") from error


def _check(claims: dict[str, Any], *, issuer: str, audience: str, now: float) -> None:
    if claims.get("iss") != issuer or claims.get("aud") != audience or claims.get("role") != "keeper":
        raise BadBadge("this badge was made for somewhere else")
    issued, ends = claims.get("iat"), claims.get("exp")
    if type(issued) is not int or type(ends) is not int or ends - issued > LASTS:
        raise BadBadge("this badge has no time")
    if issued > now + SKEW:
        raise BadBadge("this badge is from the future; check the clocks of both sides")
    if ends <= now:
        raise BadBadge("this badge has run out; the window that renews it must stay open")


def _badge(claims: dict[str, Any]) -> Badge:
    number, rota, jwk = claims["sub"], claims["rota"], claims["cnf"]["jwk"]
    if not re.fullmatch(r"[0-9a-f]{32}", number) or not re.fullmatch(r"[a-z0-9-]{1,20}", rota):
        raise ValueError("no keeper or no rota")
    key = base64.b64decode(jwk["x"] + "=", altchars=b"-_", validate=True)
    if jwk["kty"] != "OKP" or jwk["crv"] != "Ed25519" or len(key) != 32:
        raise ValueError("no key of a browser")
    return Badge(number, rota, key)


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
