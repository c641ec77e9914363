"""Codes of an app, against the vectors of the RFC."""

from demo.totp import totp


def test_totp_is_what_the_rfc_says():
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # RFC 6238 appendix B, its last six digits

    assert totp(secret, now=59) == ("287082", 1)
    assert totp(secret, now=1111111109) == ("081804", 1)
    assert totp(secret, now=2000000000.7) == ("279037", 10)
