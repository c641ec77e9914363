"""Posts bodies, made ahead, to an address as fast as it takes them, over connections that stay open."""

import contextlib
import re
import socket
import threading
import time
from collections.abc import Sequence
from urllib.parse import SplitResult, urlsplit

CONNECTIONS = 8
LARGEST_ANSWER = 65536
CONTENT_LENGTH = re.compile(rb"^content-length: *(\d+)", re.IGNORECASE | re.MULTILINE)


class Failed(RuntimeError):
    """The server answered something else than 200."""


def rate(url: str, bodies: Sequence[bytes]) -> float:
    """Bodies per second until all are answered with 200. Raises Failed."""
    requests = [_request(url, body) for body in bodies]
    parts = urlsplit(url)
    faults: list[BaseException] = []
    ready = threading.Barrier(CONNECTIONS + 1, timeout=60)
    threads = [
        threading.Thread(target=_send, args=(parts, requests[n::CONNECTIONS], ready, faults))
        for n in range(CONNECTIONS)
    ]
    for thread in threads:
        thread.start()
    with contextlib.suppress(threading.BrokenBarrierError):  # a thread that could not connect says why
        ready.wait()
    started = time.perf_counter()
    for thread in threads:
        thread.join()
    spent = time.perf_counter() - started
    if faults:
        raise Failed(str(faults[0]))
    return len(bodies) / spent


def _request(url: str, body: bytes) -> bytes:
    parts = urlsplit(url)
    head = f"POST {parts.path or '/'} HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def _send(parts: SplitResult, requests: Sequence[bytes], ready: threading.Barrier, faults: list[BaseException]) -> None:
    try:
        with socket.create_connection((parts.hostname, parts.port), timeout=60) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            ready.wait()
            for request in requests:
                connection.sendall(request)
                _expect_ok(connection)
    except (OSError, Failed) as error:
        faults.append(error)
        ready.abort()
    except threading.BrokenBarrierError:
        pass


def _expect_ok(connection: socket.socket) -> None:
    """Read one answer to its end. Raises Failed unless it is 200."""
    answer = _read(connection, b"")
    while b"\r\n\r\n" not in answer:
        answer = _read(connection, answer)
    if not answer.startswith(b"HTTP/1.1 200"):
        raise Failed(answer[:400].decode(errors="replace"))
    head, _, body = answer.partition(b"\r\n\r\n")
    length = CONTENT_LENGTH.search(head)
    if length is None:  # sent in chunks, of which the last is empty
        while not body.endswith(b"0\r\n\r\n"):
            body = _read(connection, body)
    else:
        while len(body) < int(length.group(1)):
            body = _read(connection, body)


def _read(connection: socket.socket, before: bytes) -> bytes:
    more = connection.recv(LARGEST_ANSWER)
    if not more:
        raise Failed(f"the server closed the connection after {before[:200]!r}")
    return before + more
