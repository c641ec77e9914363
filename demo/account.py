"""Somebody signed in at the named side over HTTP, as people do: by the code from the mail, and one from the app."""

import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import httpx

from .inbox.letters import read
from .refused import Refused
from .totp import totp
from .waiting import wait_for

CODE, SECOND = "/account/login/code/", "/account/2fa/authenticate/"
MAIL = 60.0  # seconds that the letter with the code may take
TRIES = 2  # no code of an app opens twice; its next one comes within half a minute


class NoWayIn(RuntimeError):
    """Somebody could not sign in; the message says who and where they got stuck."""


class Account:
    """One person's session. `secret` is the base32 of their second factor, "" for none. Use it as a context manager."""

    def __init__(
        self, named: str, address: str, *, mailbox: Path, now: Callable[[], datetime], secret: str = ""
    ) -> None:
        self.named, self.address = named, address
        self._mailbox, self._now, self._secret = mailbox, now, secret
        self.client = httpx.Client(base_url=named, timeout=60, follow_redirects=True)

    def sign_in(self) -> Self:
        """From the first page to whatever comes after the last code. Raises NoWayIn and Impatient."""
        self.get(CODE)
        before = set(self._mailbox.glob("*.eml"))
        page = self.send(CODE, {"email": self.address})
        code = wait_for(lambda: self._mailed(before), what=f"the code for {self.address}", seconds=MAIL)
        page = self.send(page.url.path, {"code": code})
        for _ in range(TRIES):
            if page.url.path != SECOND:
                break
            page = self._second_factor()
        if page.url.path.startswith((CODE, SECOND)):
            raise NoWayIn(f"{self.address} did not get past {page.url.path}")
        return self

    def get(self, path: str) -> httpx.Response:
        """A page, wherever it leads to. Raises Refused."""
        return _accepted(self.client.get(path))

    def send(self, path: str, fields: Mapping[str, Any], **more: Any) -> httpx.Response:
        """Send a form as its page would; the page after it. `more` as httpx takes it (files). Raises Refused."""
        return _accepted(self.client.post(path, data=dict(fields), headers=self._headers(), **more))

    def send_json(self, path: str, body: Mapping[str, Any]) -> httpx.Response:
        """Send what a script of a page would send. Raises Refused."""
        return _accepted(self.client.post(path, json=dict(body), headers=self._headers()))

    def close(self) -> None:
        """The browser is closed; the session ends by itself."""
        self.client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _headers(self) -> dict[str, str]:
        token = self.client.cookies.get("csrftoken", domain=_cookie_domain(self.named)) or ""
        return {"X-CSRFToken": token, "Referer": f"{self.named}/"}

    def _mailed(self, before: set[Path]) -> str | None:
        for path in set(self._mailbox.glob("*.eml")) - before:
            letter = read(path.read_bytes())
            if letter.to == self.address and letter.code:
                return letter.code
        return None

    def _second_factor(self) -> httpx.Response:
        """Once now, and when that code was used before, with the next one."""
        code, left = totp(self._secret, now=self._now().timestamp())
        page = self.send(SECOND, {"code": code})
        if page.url.path == SECOND:
            time.sleep(left)
        return page


def _cookie_domain(origin: str) -> str:
    """As http.cookiejar names hosts without a dot."""
    host = urlsplit(origin).hostname or ""
    return host if "." in host else f"{host}.local"


def _accepted(answer: httpx.Response) -> httpx.Response:
    if answer.status_code >= 400:
        raise Refused(answer.status_code, answer.text[:300])
    return answer
