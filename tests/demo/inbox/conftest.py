"""A mail catcher that runs, over a folder into which tests put mails."""

import os
import threading
import time
import uuid
from email.message import EmailMessage

import httpx
import pytest

from demo import cast, town
from demo.inbox.mailbox import Mailbox
from demo.inbox.server import Pages, Server
from demo.inbox.skeleton import Place

NOTICE, TOKEN, COHORT = "ab" * 32, "T" * 43, "cd" * 16
LINK = f"http://127.0.0.1:1111/w/{NOTICE}#{TOKEN}.{COHORT}"
PLACE = Place(town.NAME, "http://localhost:8000", "http://127.0.0.1:8001")


class Post:
    """Puts mails into the folder, each a moment later than the one before."""

    def __init__(self, folder):
        self.folder = folder
        self.count = 0

    def raw(self, data, *, age=0.0):
        """The key under which these bytes lie, as if they had come `age` seconds ago."""
        self.count += 1
        path = self.folder / f"{uuid.uuid4().hex}.eml"
        path.write_bytes(data)
        moment = time.time_ns() + self.count * 1000 - int(age * 1e9)
        os.utime(path, ns=(moment, moment))
        return path.stem

    def letter(self, text="Hello", *, to="ada@lantern.example", subject="A subject", html=None, age=0.0):
        message = EmailMessage()
        message["X-Windbreak-For"], message["To"], message["From"] = to, to, "Windbreak <windbreak@lantern.example>"
        message["Subject"], message["Date"] = subject, "Tue, 24 Nov 2026 08:00:00 +0000"
        message.set_content(text)
        if html:
            message.add_alternative(html, subtype="html")
        return self.raw(message.as_bytes(), age=age)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "mail").mkdir()
    return tmp_path


@pytest.fixture
def post(folder):
    return Post(folder / "mail")


@pytest.fixture(scope="session")
def players():
    keys = [cast.Key("7Q2M-9XKT-0ABC", "two breaks to choose from")]
    return cast.cast(town.residents(), answered=[], keys=keys)


@pytest.fixture
def catcher(folder, players):
    """The address of a running mail catcher."""
    server = Server(0, Pages(PLACE, players, Mailbox(folder / "mail")))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def get(catcher):
    """Asks the mail catcher for an address."""
    with httpx.Client(base_url=catcher, trust_env=False, timeout=20) as client:
        yield client.get
