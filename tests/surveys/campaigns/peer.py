"""The nameless origin as the named worker meets it: a small real HTTP server that pins and serves signed Boxes."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any

from django.utils import timezone

from crypto import keys, notice
from crypto.installation import SIGNATURE_HEADER, check_document, check_request, sign_document
from crypto.refusal import Refusal

Answer = tuple[int, bytes, dict[str, str]]


class Peer:
    """One chain, label keys and Boxes, as docs/protocol.md section 3 has them."""

    def __init__(self, named_public: bytes) -> None:
        self.named_public, self.seed = named_public, keys.new_installation_seed()
        self.chain: list[str] = []
        self.notices: dict[str, tuple[bytes, str]] = {}
        self.label_keys: dict[str, list[str]] = {}
        self.requests: list[tuple[str, str]] = []
        self.is_broken = False
        self.shows_boxes = True
        self.lock = Lock()
        self.origin = ""

    @property
    def public(self) -> bytes:
        return keys.installation_public(self.seed)

    def answer(self, method: str, path: str, body: bytes, headers: Any) -> Answer:
        self.requests.append((method, path))
        if self.is_broken:
            return 503, b"down for the moment", {}
        try:
            check_request(self.named_public, method=method, path=path, body=body, headers=headers, now=timezone.now())
            return self._routed(method, path.strip("/").split("/"), body, headers.get(SIGNATURE_HEADER, ""))
        except Refusal as refusal:
            return refusal.status, str(refusal).encode(), {}

    def _routed(self, method: str, parts: list[str], body: bytes, signature: str) -> Answer:
        with self.lock:
            match method, parts:
                case "GET", ["notices"]:
                    return 200, json.dumps({"version": 1, "chain": self.chain}).encode(), {}
                case "GET", ["notices", name] if name in self.notices:
                    data, signed = self.notices[name]
                    return 200, data, {SIGNATURE_HEADER: signed}
                case "PUT", ["notices", name]:
                    return self._pin(name, body, signature)
                case "PUT", ["keys", name] if name in self.notices:
                    return self._keep_keys(name, body)
                case "GET", ["boxes", name] if name in self.notices and self.shows_boxes:
                    return self._box(name)
            return 404, b"nothing here", {}

    def _pin(self, name: str, data: bytes, signature: str) -> Answer:
        check_document(self.named_public, data, signature)
        document = notice.read(data)
        if notice.fingerprint(data) != name:
            return 400, b"another fingerprint", {}
        if name in self.notices:
            return 200, b"", {}
        if document["previous"] != (self.chain[-1] if self.chain else None):
            return 409, b"this does not extend the head", {}
        self.chain.append(name)
        self.notices[name] = data, signature
        return 201, b"", {}

    def _keep_keys(self, name: str, body: bytes) -> Answer:
        listed = json.loads(body)["keys"]
        wanted = {cohort["label_key"] for cohort in notice.read(self.notices[name][0])["cohorts"]}
        if {keys.key_id(base64.b64decode(key)).hex() for key in listed} != wanted:
            return 400, b"other keys than the Notice lists", {}
        self.label_keys[name] = listed
        return 201, b"", {}

    def _box(self, name: str) -> Answer:
        document = notice.read(self.notices[name][0])
        sealing = base64.b64encode(keys.sealing_public(keys.new_seed())).decode()
        box: dict[str, Any] = {"version": 1, "notice": name}
        if document["kind"] == "house":
            box |= {"kind": "house-box", "router": {"month": document["month"], "key": sealing}, "breaks": []}
        elif name in self.label_keys:
            box |= {"kind": "wave-box", "key": sealing}
        else:
            return 404, b"the label keys are not there yet", {}
        data = notice.encode(box)
        return 200, data, {SIGNATURE_HEADER: sign_document(self.seed, data)}


@contextmanager
def serving(peer: Peer) -> Iterator[Peer]:
    """The peer on a free port of 127.0.0.1."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, data, headers = peer.answer(self.command, self.path, body, self.headers)
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(data))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def do_PUT(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    peer.origin = f"http://127.0.0.1:{server.server_port}"
    try:
        yield peer
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
