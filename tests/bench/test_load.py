"""The load generator against a real server on the loopback address."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bench import load


@pytest.fixture
def server():
    got = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            got.append(body)
            self.send_response(503 if body == b"no" else 200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/x", got
    server.shutdown()
    server.server_close()


def test_rate_when_all_is_well(server):
    url, got = server
    bodies = [b"body %d" % n for n in range(100)]

    found = load.rate(url, bodies)

    assert found > 0
    assert sorted(got) == sorted(bodies)


def test_rate_when_one_is_refused(server):
    with pytest.raises(load.Failed, match="503"):
        load.rate(server[0], [b"yes", b"no"])


def test_rate_when_nobody_listens():
    with pytest.raises(load.Failed):
        load.rate("http://127.0.0.1:1/", [b"x"])
