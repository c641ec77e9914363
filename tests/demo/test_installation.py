"""Both sides' environments, and commands that end together."""

import time

import pytest

from demo.installation import CommandFailed, Installation


@pytest.fixture
def installation(tmp_path):
    return Installation(
        folder=tmp_path,
        databases={side: f"sqlite:///{tmp_path / side}.sqlite3" for side in ("named", "nameless")},
        brokers={"named": "redis://127.0.0.1:1/0", "nameless": "redis://127.0.0.1:1/1"},
        ports={"named": 1111, "nameless": 1112},
    )


def test_environment_tells_a_worker_alone_where_the_keys_are(installation, monkeypatch):
    monkeypatch.setenv("SOMETHING_OF_OURS", "x")

    web, worker = installation.environment("nameless"), installation.environment("nameless", worker=True)

    assert "INSTALLATION_KEY_FILE" not in web
    assert worker["INSTALLATION_KEY_FILE"].endswith("nameless/installation.key")
    assert web["SECRET_KEY"] != installation.environment("named")["SECRET_KEY"]
    assert "SOMETHING_OF_OURS" not in web


def test_environment_is_the_same_at_the_next_start(installation, tmp_path):
    again = Installation(tmp_path, installation.databases, installation.brokers, installation.ports)

    assert again.environment("named", worker=True) == installation.environment("named", worker=True)


def test_manage_with_a_command_that_fails_says_what_it_said(installation):
    with pytest.raises(CommandFailed, match=r"named nonsense:[\s\S]*Unknown command"):
        installation.manage("named", "nonsense")


def test_two_at_once_when_one_fails_ends_the_other(installation):
    long = ("shell", "-c", "import time; time.sleep(200)")
    started = time.monotonic()

    with pytest.raises(CommandFailed, match="nonsense"):
        installation.two_at_once(lambda command: installation.manage("named", *command), [("nonsense",), long])

    assert time.monotonic() - started < 100
