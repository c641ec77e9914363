"""A client whose connection breaks off sends the same bytes again, on a real connection."""

import socket
import threading
from contextlib import contextmanager

import httpx
import pytest

from bench.journey.patient import Patience


@contextmanager
def server(*, deaf):
    """Breaks off the first `deaf` connections once it has read the request; gives its port and what it has read."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        heard = []

        def serve():
            for number in range(deaf + 1):
                connection, _ = listening.accept()
                with connection:
                    heard.append(_request(connection))
                    if number == deaf:
                        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

        answering = threading.Thread(target=serve, daemon=True)
        answering.start()
        yield listening.getsockname()[1], heard
        answering.join(timeout=5)


def _request(connection):
    data = b""
    while not data.endswith(b"the same bytes"):
        data += connection.recv(65536)
    return data


def test_request_when_its_answer_was_lost_is_sent_again_as_it_was():
    patience = Patience()
    with server(deaf=2) as (port, heard), patience.client() as client:
        answer = client.post(f"http://127.0.0.1:{port}/", content=b"the same bytes")

    assert answer.text == "ok"
    assert heard == [heard[0]] * 3
    assert (patience.lost, patience.waiting[port]) == (2, 0)


def test_request_when_nobody_waits_any_more_is_given_up():
    patience = Patience()
    patience.is_over = True

    with socket.create_server(("127.0.0.1", 0)) as listening, patience.client() as client:
        port = listening.getsockname()[1]
        listening.close()
        with pytest.raises(httpx.ConnectError):
            client.get(f"http://127.0.0.1:{port}/")

    assert patience.lost == 0
