"""OpenSSL's own private RSA power, reached by ctypes where the shared library is there (decision 0003).

`cryptography` offers no unpadded RSA, and OpenSSL's power is several times faster than any other at hand. It
blinds its base itself. Where libcrypto 3 cannot be loaded, `private_power` is None and the caller computes alone.
"""

import ctypes
import ctypes.util
from collections.abc import Callable

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

_RSA_NO_PADDING = 3  # openssl/rsa.h
_POINTER, _SIZE, _INT = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int


def _load() -> ctypes.CDLL | None:
    name = ctypes.util.find_library("crypto")
    if name is None:
        return None
    try:
        library = ctypes.CDLL(name)
        library.EVP_PKEY_CTX_set_rsa_padding.restype = _INT  # a function, not a macro, only since OpenSSL 3
    except (OSError, AttributeError):
        return None
    _declare(library)
    return library


def _declare(library: ctypes.CDLL) -> None:
    size_pointer = ctypes.POINTER(_SIZE)
    for name, result, arguments in [
        ("d2i_AutoPrivateKey", _POINTER, [_POINTER, ctypes.POINTER(ctypes.c_char_p), ctypes.c_long]),
        ("EVP_PKEY_CTX_new", _POINTER, [_POINTER, _POINTER]),
        ("EVP_PKEY_CTX_dup", _POINTER, [_POINTER]),
        ("EVP_PKEY_CTX_free", None, [_POINTER]),
        ("EVP_PKEY_free", None, [_POINTER]),
        ("EVP_PKEY_decrypt_init", _INT, [_POINTER]),
        ("EVP_PKEY_CTX_set_rsa_padding", _INT, [_POINTER, _INT]),
        ("EVP_PKEY_decrypt", _INT, [_POINTER, ctypes.c_char_p, size_pointer, ctypes.c_char_p, _SIZE]),
    ]:
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments


_library = _load()


class _Power:
    """m ** d mod n for one key; safe to call from several threads at once."""

    def __init__(self, library: ctypes.CDLL, key: rsa.RSAPrivateKey) -> None:
        der = key.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.TraditionalOpenSSL,
            serialization.NoEncryption(),
        )
        self._library = library
        self._size = (key.key_size + 7) // 8
        self._key = library.d2i_AutoPrivateKey(None, ctypes.byref(ctypes.c_char_p(der)), len(der))
        self._context = library.EVP_PKEY_CTX_new(self._key, None)
        ready = self._context and library.EVP_PKEY_decrypt_init(self._context) == 1
        if not ready or library.EVP_PKEY_CTX_set_rsa_padding(self._context, _RSA_NO_PADDING) != 1:
            raise RuntimeError("OpenSSL does not take this key")

    def __call__(self, data: bytes) -> bytes:
        out, length = ctypes.create_string_buffer(self._size), _SIZE(self._size)
        context = self._library.EVP_PKEY_CTX_dup(self._context)  # a context belongs to one thread at a time
        try:
            if self._library.EVP_PKEY_decrypt(context, out, ctypes.byref(length), data, len(data)) != 1:
                raise RuntimeError("OpenSSL refused the private power")
        finally:
            self._library.EVP_PKEY_CTX_free(context)
        return out.raw[: length.value]

    def __del__(self) -> None:
        self._library.EVP_PKEY_CTX_free(self._context)
        self._library.EVP_PKEY_free(self._key)


def private_power(key: rsa.RSAPrivateKey) -> Callable[[bytes], bytes] | None:
    """A function from modulus-sized bytes to their private power, or None where OpenSSL 3 is not to be had."""
    return _Power(_library, key) if _library else None
