"""`python -m demo`, whole, with a reduced town: interrupted, seeded, ended, started again, broken."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
import psutil
import pytest

from demo.embedded import free_port

ROOT = Path(__file__).resolve().parents[2]
SEEDING = 200  # seconds that the past may take on a busy machine


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
    first.wait_for_line("databases, roster, roles and questions", 60)
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
    assert httpx.get(f"http://127.0.0.1:{ports['NAMELESS']}/").status_code == 200


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

    again.wait_for_line("Stop with Ctrl-C", 60)

    assert time.monotonic() - started < 40
    assert not any("seeding" in line for line in again.lines)
    chain = httpx.get(f"http://127.0.0.1:{ports['NAMELESS']}/notices/").json()["chain"]
    assert len(chain) >= 5  # three waves and the house Notices of at least two months
    assert again.end(signal.SIGTERM)[0] == 0


def test_dying_child_is_named_and_the_rest_ends(seeded, environment, ports):
    demo = Running(environment)
    demo.wait_for_line("Stop with Ctrl-C", 60)
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
