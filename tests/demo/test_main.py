"""`python -m demo`, whole, with a reduced town: interrupted, seeded, ended, started again, broken."""

import contextlib
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import httpx
import psutil
import pytest

from demo import cast, seeding, town
from demo.account import Account
from demo.documents import Documents
from demo.embedded import free_port
from demo.keeper import Keeper
from demo.keeping import LEAVE
from demo.keyring import Keyring
from tests.browser.chromium import chromium, person

ROOT = Path(__file__).resolve().parents[2]
SEEDING = 400  # seconds that the past may take on a busy machine
pytestmark = pytest.mark.timeout(3 * SEEDING)


class Running:
    """One `python -m demo`; its lines are read as they come."""

    def __init__(self, environment):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "demo"], cwd=ROOT, env=environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self.lines = []
        self.reader = threading.Thread(target=lambda: self.lines.extend(self.process.stdout), daemon=True)
        self.reader.start()

    def wait_for_line(self, part, seconds):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if any(part in line for line in list(self.lines)):
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise AssertionError(f"no line with {part!r}:\n{''.join(self.lines[-40:])}")

    def end(self, number=signal.SIGINT):
        """The exit code and all that was printed."""
        self.process.send_signal(number)
        code = self.process.wait(timeout=30)
        self.reader.join(timeout=5)
        return code, "".join(self.lines)


@pytest.fixture(scope="module")
def ports():
    return {name: free_port() for name in ("NAMED", "NAMELESS", "MAIL", "INBOX")}


@pytest.fixture(scope="module")
def environment(ports, tmp_path_factory):
    chosen = {f"DEMO_{name}_PORT": str(port) for name, port in ports.items()}
    folder = tmp_path_factory.mktemp("town") / "demo"
    return {**os.environ, **chosen, "DEMO_PEOPLE": "60", "DEMO_FOLDER": str(folder), "PYTHONUNBUFFERED": "1"}


@pytest.fixture(scope="module")
def seeded(environment):
    """A demo whose first start was killed in the middle of its past, and whose second then came up."""
    first = Running(environment)
    first.wait_for_line("databases, roster, roles and questions", SEEDING)
    time.sleep(3)
    first.end(signal.SIGKILL)
    second = Running(environment)
    second.wait_for_line("Stop with Ctrl-C", SEEDING)
    yield second
    if second.process.poll() is None:
        second.end()


def test_first_start_after_an_interrupted_one_seeds_afresh_and_answers(seeded, ports):
    assert any("seeded in" in line for line in seeded.lines)
    assert httpx.get(f"http://localhost:{ports['NAMED']}/").status_code == 200
    assert httpx.get(f"http://127.0.0.1:{ports['INBOX']}/").status_code == 200
    assert httpx.get(f"http://127.0.0.1:{ports['NAMELESS']}/").status_code == 200


def test_end_of_the_start_names_the_mail_catcher_first(seeded, ports):
    addresses = re.findall(r"http://\S+?:(\d+)/", "".join(seeded.lines))

    assert addresses == [str(ports[name]) for name in ("INBOX", "NAMED", "NAMELESS")]


def test_visitor_signs_in_as_the_owner_and_sees_the_results(seeded, ports):
    with chromium() as browser, person(browser, phone=False) as visitor:
        visitor.set_default_timeout(60_000)
        who = visitor.new_page()
        who.goto(f"http://127.0.0.1:{ports['INBOX']}/")
        card = who.locator(".card", has=who.locator(".badge", has_text="owner"))
        codes = who.frame_locator(f'iframe[title="Codes of {card.locator("h3").text_content()}"]')

        with visitor.expect_page() as opened:
            card.get_by_role("link", name="Sign in as").click()
        named = opened.value
        with named.expect_navigation():
            named.locator("main form button").first.click()
        for source in ("Code from the mail", "Code from the app"):
            named.locator("input[name=code]").fill(codes.locator("p", has_text=source).locator("code").text_content())
            with named.expect_navigation():
                named.locator("main form button").first.click()
        named.locator("h1", has_text="Results").wait_for()

        assert "How we are 2" in named.locator("main").text_content()


def test_past_has_left_candles_for_a_keeper_and_leave_for_the_desk(seeded, ports, environment):
    acting = {visit.role: visit for visit in cast.load(Path(environment["DEMO_FOLDER"])).visits}

    with httpx.Client(timeout=60) as client, signed_in(acting["keeper"], environment, ports) as account:
        documents = Documents(client, named=account.named, nameless=f"http://127.0.0.1:{ports['NAMELESS']}")
        keyring = Keyring(account, documents=documents, passphrase=cast.PASSPHRASE)
        keyring.unlock()
        keeper = Keeper(keyring)
        candles = keeper.queue()["candles"]
        opened = [keeper.open(candle["id"]) for candle in candles]
    with signed_in(acting["desk"], environment, ports) as account:
        book = account.get("/leave/").text

    assert {"lit", "held", "offered", "taken"} <= {candle["state"] for candle in candles}
    assert [candle for candle in candles if not candle["verified"]]
    assert any(one.inner.note for one in opened)
    assert max(len(one.letters) for one in opened) == 2
    assert sum(one.forged for one in opened) == 0
    assert set(LEAVE.findall(book))


def signed_in(visit, environment, ports):
    mailbox = Path(environment["DEMO_FOLDER"]) / "mail"
    named = f"http://localhost:{ports['NAMED']}"
    return Account(named, visit.email, mailbox=mailbox, now=lambda: datetime.now(UTC), secret=visit.secret).sign_in()


def test_visitor_opens_an_invitation_and_finds_the_questions(seeded, ports):
    with chromium() as browser, person(browser) as visitor:
        visitor.set_default_timeout(60_000)
        who = visitor.new_page()
        who.goto(f"http://127.0.0.1:{ports['INBOX']}/")
        with visitor.expect_page() as opened:
            who.locator(".people .button").first.click()
        survey = opened.value
        survey.locator(".question").nth(4).wait_for()

        assert survey.url.startswith(f"http://127.0.0.1:{ports['NAMELESS']}/w/")
        assert "#" not in survey.url


def test_second_demo_in_the_same_folder_is_refused(seeded, environment):
    other = subprocess.run([sys.executable, "-m", "demo"], cwd=ROOT, env=environment, capture_output=True, text=True)

    assert other.returncode == 1
    assert "another demo is running" in other.stderr
    assert seeded.process.poll() is None


def test_ctrl_c_ends_everything_and_frees_the_ports(seeded, ports):
    children = psutil.Process(seeded.process.pid).children(recursive=True)

    code, said = seeded.end()

    assert code == 0, said
    assert "the ports are free" in said
    assert [port for port in ports.values() if listens(port)] == []
    assert [child for child in children if child.is_running() and child.status() != psutil.STATUS_ZOMBIE] == []


def test_second_start_keeps_the_data_and_is_quick(seeded, environment, ports):
    started = time.monotonic()
    again = Running(environment)

    again.wait_for_line("Stop with Ctrl-C", 120)

    assert time.monotonic() - started < 40
    assert not any("seeding" in line for line in again.lines)
    chain = httpx.get(f"http://127.0.0.1:{ports['NAMELESS']}/notices/").json()["chain"]
    assert len(chain) >= 5  # three waves and the house Notices of at least two months
    assert again.end(signal.SIGTERM)[0] == 0


def test_dying_child_is_named_and_the_rest_ends(seeded, environment, ports):
    demo = Running(environment)
    demo.wait_for_line("Stop with Ctrl-C", 120)
    worker = next(
        child
        for child in psutil.Process(demo.process.pid).children()
        if "nameless-worker@" in " ".join(child.cmdline())
    )

    worker.kill()

    assert demo.process.wait(timeout=30) == 1
    demo.reader.join(timeout=5)
    assert "nameless-worker was ended by SIGKILL" in "".join(demo.lines)
    assert [port for port in ports.values() if listens(port)] == []


def test_folder_of_another_version_is_told_in_a_sentence(environment, tmp_path):
    folder = tmp_path / "demo"
    (folder / "named").mkdir(parents=True)
    (folder / "windbreak-demo").touch()
    (folder / "seeded").write_text(seeding.edition(town.residents(60)))
    with contextlib.closing(sqlite3.connect(folder / "named" / "db.sqlite3")) as database:
        database.execute("CREATE TABLE django_content_type (other text)")
    free = {f"DEMO_{name}_PORT": str(free_port()) for name in ("NAMED", "NAMELESS", "MAIL", "INBOX")}

    said = subprocess.run(
        [sys.executable, "-m", "demo"], cwd=ROOT, env=environment | free | {"DEMO_FOLDER": str(folder)},
        capture_output=True, text=True,
    )  # fmt: skip

    assert said.returncode == 1
    assert "were made by another version and cannot be brought up to date; `make clean` forgets them" in said.stderr
    assert (folder / "named" / "db.sqlite3").exists()


def test_folder_of_another_town_begins_afresh(environment, tmp_path):
    folder = tmp_path / "demo"
    folder.mkdir()
    (folder / "windbreak-demo").touch()
    (folder / "seeded").write_text("an earlier one")
    free = {f"DEMO_{name}_PORT": str(free_port()) for name in ("NAMED", "NAMELESS", "MAIL", "INBOX")}

    running = Running(environment | free | {"DEMO_FOLDER": str(folder)})
    running.wait_for_line("which begins afresh", 60)
    running.wait_for_line("seeding an invented town", 60)

    assert running.end(signal.SIGTERM)[0] == 0


def test_port_in_use_is_named_and_nothing_is_touched(environment, ports, tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        taken = environment | {"DEMO_NAMED_PORT": str(port), "DEMO_FOLDER": str(tmp_path / "demo")}

        said = subprocess.run([sys.executable, "-m", "demo"], cwd=ROOT, env=taken, capture_output=True, text=True)

    assert said.returncode == 1
    assert f"port {port}, which named needs, is in use" in said.stderr
    assert not (tmp_path / "demo").exists()


def test_folder_that_holds_something_else_is_left_alone(environment, tmp_path):
    precious = tmp_path / "letters.txt"
    precious.write_text("keep me")
    free = {f"DEMO_{name}_PORT": str(free_port()) for name in ("NAMED", "NAMELESS", "MAIL", "INBOX")}

    said = subprocess.run(
        [sys.executable, "-m", "demo"], cwd=ROOT, env=environment | free | {"DEMO_FOLDER": str(tmp_path)},
        capture_output=True, text=True,
    )  # fmt: skip

    assert said.returncode == 1
    assert "holds something that is no demo" in said.stderr
    assert precious.read_text() == "keep me"


def listens(port):
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
