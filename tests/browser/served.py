"""A small web server for the built scripts, under the policy that the nameless origin sends."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "browser" / "dist"
PAGE = b'<!doctype html><html lang="en"><title>Ground</title><p>Nothing to see.</p></html>'
TYPES = {".js": "text/javascript", ".css": "text/css"}


@cache
def policy() -> str:
    """The Content-Security-Policy of the nameless side's settings."""
    environment = os.environ | {
        "SIDE": "nameless", "DATABASE_URL": "sqlite://", "DJANGO_SETTINGS_MODULE": "config.settings",
    }  # fmt: skip
    ask = "from config.policy import Policy; print(Policy(None).policy)"
    done = subprocess.run([sys.executable, "-c", ask], cwd=ROOT, env=environment, capture_output=True, check=True)
    return done.stdout.decode().strip()


def built(name: str) -> str:
    """The file name of an entry: `ground.js`."""
    return json.loads((DIST / "manifest.json").read_text())[name]["file"]


@contextmanager
def served(altered: dict[str, bytes] | None = None, *, strict: bool = True) -> Iterator[str]:
    """The origin that serves an empty page at / and /w/… and the built files under /static/, `altered` ones as given.

    Without `strict` it sends no policy: a browser of before Trusted Types knows nothing of them.
    """
    files = altered or {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.removeprefix("/static/")
            page = self.path in ("/", "/favicon.ico") or self.path.startswith("/w/")
            if not page and not (DIST / name).is_file():
                self.send_error(404)
                return
            body = PAGE if page else files.get(name) or (DIST / name).read_bytes()
            self.send_response(200)
            self.send_header("Content-Type", TYPES.get(Path(name).suffix, "text/html"))
            self.send_header("Content-Length", str(len(body)))
            if strict:
                self.send_header("Content-Security-Policy", policy())
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
