"""A desk that works beside others and notes when it saved what, and when it heard of what.

A process of its own: the real sync loop with its listener, and the encrypted database. It
says "ready" when its first round is over, begins when a line comes in, and at the end prints
one JSON object: for each subject the moment (`time.monotonic`) of its saving or of its coming.
"""

from __future__ import annotations

import json
import random
import sys
import threading
import time
import uuid
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from desktop_app.bench import ready_desk
from desktop_app.demo.story import SITE
from desktop_app.upstream import connector, one_at_a_time
from immunization import entries
from immunization.entries import PersonRegistered
from immunization.ids import EntryId
from local_db import node
from local_db.changes import Changes
from local_db.file_keys import FileKeys
from local_db.ledger import DeskLedger
from local_db.store import Store
from records import journal
from sync.loop import SyncLoop
from sync.state import SyncState

_PATIENCE: Final = 60.0
_LOOK: Final = 0.1
_MARK: Final = "5eed5eed"
"""How the subjects of this benchmark begin; devices and the site come by the feed too."""


def main() -> int:
    """Work: folder, how many entries, seconds between two of them, how many others work."""
    folder, count, pause = Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    coming = count * int(sys.argv[4])
    heard: dict[str, float] = {}
    is_ready = threading.Event()

    def on_state(state: SyncState) -> None:
        if state.last_sync_at is not None:
            is_ready.set()

    with ready_desk.opened(folder) as store:
        keys = FileKeys(folder)
        ledger = DeskLedger(store)
        loop = SyncLoop(
            ledger,
            connector(store, keys),
            keys.device_key() or b"",
            one_at_a_time(store),
            on_state,
        )

        def on_change(changes: Changes) -> None:
            if changes.origin == "desk":
                loop.wake()
            elif changes.origin == "feed":
                now = time.monotonic()
                heard.update({one: now for one in changes.subjects if one.startswith(_MARK)})

        store.on_change(on_change)
        loop.start()
        if not is_ready.wait(_PATIENCE):
            raise TimeoutError("the first round does not come to its end")
        print("ready", flush=True)
        sys.stdin.readline()
        saved = _work(store, count, pause)
        end = time.monotonic() + _PATIENCE
        # By the ledger: the loop's state is of before the last save until its round begins.
        while (len(heard) < coming or ledger.waiting()) and time.monotonic() < end:
            time.sleep(_LOOK)
        loop.stop()
    print(json.dumps({"saved": saved, "heard": heard}), flush=True)
    return 0


def _work(store: Store, count: int, pause: float) -> dict[str, float]:
    saved = {}
    for _ in range(count):
        time.sleep(pause * (0.5 + random.random()))  # noqa: S311 (a nurse's pace)
        about = _MARK + str(uuid.uuid4())[len(_MARK) :]
        store.write(partial(_register, about=about)).result()
        saved[about] = time.monotonic()
    return saved


def _register(connection: Connection, about: str) -> None:
    body = PersonRegistered(name="Nguyễn Thị Hồng Vân", sex="female", source="typed")
    written = entries.write(
        body,
        id=EntryId(str(uuid.uuid4())),
        at=datetime.now(UTC),
        lc=node.next_lc(connection),
        site=SITE,
        about=about,
    )
    journal.append(connection, node.read(connection).author, [written])


if __name__ == "__main__":
    sys.exit(main())
