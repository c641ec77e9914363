"""The mail catcher over HTTP: this machine alone, reading alone, and no mail that breaks a page."""

import http.client
import socket

import httpx
import psutil
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .test_markup import Reader

HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)>"><iframe src="//evil.example"></iframe>'


def foreign(answer):
    """Elements that no page of ours has, and attributes that would run something."""
    return [
        (tag, attributes)
        for tag, attributes in Reader(answer.text).elements
        if tag in ("script", "object", "style", "svg:script")
        or any(name.startswith("on") or name == "style" for name in attributes)
        or (tag in ("iframe", "img") and not str(attributes.get("src", "")).startswith("/"))
    ]


def test_letter_with_script_stays_text_on_every_page(get, post):
    key = post.letter(HOSTILE, subject=HOSTILE, to="ada@lantern.example", html=HOSTILE)

    for address in (f"/mail/{key}", f"/mail/{key}?part=html", f"/mail/{key}?part=source", "/mail/",
                    f"/mail/?word={HOSTILE}",
                    f"/mail/?to={HOSTILE}", f"/news?after=0&word={HOSTILE}"):  # fmt: skip
        answer = get(address)
        assert answer.status_code == 200
        assert foreign(answer) == []
        assert "script-src" not in answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" * 1000,
        b"Subject: " + b"long " * 200_000 + b"\r\n\r\nHello",
        b"X-Nothing: 1\r\n" * 50_000 + b"\r\nHello",
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n--b\r\n--b',
        b"Content-Type: text/html; charset=utf-16\r\n\r\n\xff\xfe\x00",
        b"Subject: \xff\xfe\xe2\x80\xae\r\nTo: \xe2\x80\xaexyz\r\n\r\n" + bytes(range(256)),
        b"Date: Mon, 01 Jan 0001 00:00:00 +2359\r\n\r\nbefore all time",
        b"Date: Fri, 31 Dec 9999 23:59:59 -2359\r\n\r\nafter all time",
    ],
)
def test_mail_that_nobody_should_send_breaks_no_page(get, post, data):
    key = post.raw(data)

    for address in ("/", "/mail/", "/mail/?word=x", f"/mail/{key}", f"/mail/{key}?part=source", f"/mail/{key}/html"):
        answer = get(address)
        assert answer.status_code == 200
        if not address.endswith("/html"):
            assert foreign(answer) == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=400), st.text(max_size=40))
def test_any_mail_and_any_search_give_pages(get, post, data, word):
    key = post.raw(b"Subject: fuzz\r\n" + data)

    statuses = [get(address, params=params).status_code for address, params in (
        (f"/mail/{key}", {}), (f"/mail/{key}", {"part": word}), ("/mail/", {"word": word, "to": word, "page": word}),
    )]  # fmt: skip

    assert statuses == [200, 200, 200]


@pytest.mark.parametrize(
    "path",
    ["/mail/../../seeded", "/mail/%2e%2e/x", "/nothing", "/codes/x", "/codes/-1", "/mail/x/y", "/[", "/mail/%00"],
)
def test_address_of_nothing_is_not_found(get, path):
    answer = get(path)

    assert answer.status_code == 404
    assert "Not here" in answer.text


def test_request_for_another_host_is_refused(catcher, get):
    for host in ("evil.example", "evil.example:8025", "127.0.0.1", ""):
        answer = get("/", headers={"Host": host})
        assert answer.status_code == 421
        assert "Lantern" not in answer.text

    port = catcher.rsplit(":", 1)[1]
    assert get("/", headers={"Host": f"localhost:{port}"}).status_code == 200


def test_only_reading_is_answered(catcher):
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        assert httpx.request(method, f"{catcher}/mail/", trust_env=False).status_code == 501
    head = httpx.head(f"{catcher}/mail/", trust_env=False)
    assert (head.status_code, head.content) == (200, b"")


def test_nothing_but_the_loopback_address_is_listened_on(catcher):
    port = int(catcher.rsplit(":", 1)[1])

    listening = {
        connection.laddr.ip
        for connection in psutil.Process().net_connections("tcp")
        if connection.status == psutil.CONN_LISTEN and connection.laddr.port == port
    }

    assert listening == {"127.0.0.1"}


def test_no_cookie_and_nothing_is_kept(get):
    headers = get("/").headers

    assert "Set-Cookie" not in headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_garbage_on_the_line_leaves_the_server_running(catcher, get):
    port = int(catcher.rsplit(":", 1)[1])
    for said in (
        b"\x16\x03\x01\x00",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET " + b"a" * 70_000 + b"\r\n\r\n",
        b"NONSENSE\r\n\r\n",
    ):
        with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
            line.sendall(said)

    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", "/mail/")
    assert connection.getresponse().status == 200
    connection.close()
