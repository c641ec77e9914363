"""The supervisor: a port in use, a dying child, an end that leaves nothing; with small programs of the tests' own."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from demo.embedded import free_port
from demo.processes import ChildDied, PortInUse, Program, Supervisor

ROOT = Path(__file__).resolve().parents[2]
SLEEPER = [sys.executable, "-c", "import time; print('here', flush=True); time.sleep(600)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(15, signal.SIG_IGN); print(1, flush=True); time.sleep(600)",
]
# A parent whose own child must not outlive it.
PARENT = [
    sys.executable,
    "-c",
    "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(600)'])",
]

OWNER = """
import sys
from pathlib import Path
from demo.processes import Program, Supervisor
port, folder = int(sys.argv[1]), Path(sys.argv[2])
web = Program("web", [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", str(port)], {}, port)
with Supervisor([web], logs=folder) as supervisor:
    print(supervisor.children["web"].pid, flush=True)
    supervisor.watch()
"""


def server(port, name="web"):
    return Program(name, [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", str(port)], {}, port)


def sleeper(name="sleeper", command=SLEEPER):
    return Program(name, command, {})


def test_start_waits_until_the_port_answers_and_stop_frees_it(tmp_path):
    port = free_port()

    with Supervisor([server(port)], logs=tmp_path):
        assert _listens(port)

    assert not _listens(port)


def test_start_when_a_port_is_in_use_names_it_and_starts_nothing(tmp_path):
    said = []
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(PortInUse, match=f"port {port}, which web needs, is in use"):
            Supervisor([sleeper(), server(port)], logs=tmp_path, say=said.append).start()

    assert said == []


def test_watch_when_a_child_dies_names_it_with_its_last_words_and_stop_ends_the_rest(tmp_path):
    dying = Program("dying", [sys.executable, "-c", "import sys; sys.exit('out of candles')"], {})
    supervisor = Supervisor([sleeper(), dying], logs=tmp_path).start()
    survivor = psutil.Process(supervisor.children["sleeper"].pid)

    with pytest.raises(ChildDied, match=r"(?s)dying ended with code 1.*out of candles"):
        supervisor.watch()
    supervisor.stop()

    assert not survivor.is_running()


def test_watch_when_a_child_is_killed_names_the_signal(tmp_path):
    with Supervisor([sleeper()], logs=tmp_path) as supervisor:
        os.kill(supervisor.children["sleeper"].pid, signal.SIGKILL)

        with pytest.raises(ChildDied, match="sleeper was ended by SIGKILL"):
            supervisor.watch()


def test_start_when_a_child_dies_before_it_answers_ends_the_rest(tmp_path):
    said = []
    broken = Program("broken", [sys.executable, "-c", "import time; time.sleep(1); 1 / 0"], {}, free_port())

    with pytest.raises(ChildDied, match=r"(?s)broken.*ZeroDivisionError"):
        Supervisor([server(port := free_port()), broken], logs=tmp_path, say=said.append).start()

    assert not _listens(port)


def test_stop_when_a_child_does_not_listen_kills_it(tmp_path, monkeypatch):
    monkeypatch.setattr("demo.processes.GRACE", 0.3)
    supervisor = Supervisor([sleeper(command=STUBBORN)], logs=tmp_path).start()
    child = psutil.Process(supervisor.children["sleeper"].pid)
    assert _within(10, lambda: (tmp_path / "sleeper.log").read_text() == "1\n")

    supervisor.stop()

    assert not child.is_running()


def test_kill_takes_the_children_of_the_child_along_and_it_can_start_again(tmp_path):
    with Supervisor([sleeper("parent", PARENT)], logs=tmp_path) as supervisor:
        parent = psutil.Process(supervisor.children["parent"].pid)
        assert _within(15, lambda: len(parent.children()) == 1)
        grandchild = parent.children()[0]

        supervisor.children["parent"].kill()
        supervisor.start_one("parent")

        assert _within(15, lambda: _gone(grandchild.pid))
        supervisor.check()


def test_output_is_prefixed_and_kept(tmp_path):
    said = []

    with Supervisor([sleeper()], logs=tmp_path, say=said.append):
        _within(15, lambda: said)

    assert said == ["sleeper         | here"]
    assert (tmp_path / "sleeper.log").read_text() == "here\n"


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_children_when_the_supervisor_is_killed_end_too(tmp_path, number):
    port = free_port()
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER, str(port), str(tmp_path)], cwd=ROOT, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    child = int(owner.stdout.readline())

    owner.send_signal(number)
    owner.communicate()

    assert _within(15, lambda: _gone(child) and not _listens(port))


def _gone(pid):
    """Ended; where nobody collects orphans it may stay in the table as a zombie."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def _listens(port):
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _within(seconds, holds):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.05)
    return False
