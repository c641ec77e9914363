"""`python -m demo.inbox PORT FOLDER NAMED_ORIGIN NAMELESS_ORIGIN`: the mail catcher's pages for a demo's folder."""

import signal
import sys
import threading
from pathlib import Path

from demo import cast, town

from .mailbox import Mailbox
from .server import Pages, Server
from .skeleton import Place


def main(port: int, folder: Path, named: str, nameless: str) -> None:
    """Answer on 127.0.0.1 until the process is told to stop."""
    pages = Pages(Place(town.NAME, named, nameless), cast.load(folder), Mailbox(folder / "mail"))
    with Server(port, pages) as server:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: threading.Thread(target=server.shutdown).start())
        print(f"mail can be read at http://127.0.0.1:{server.server_address[1]}/", flush=True)
        server.serve_forever(poll_interval=0.1)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4])
