"""A bare window while another thread fetches and projects the same entries. A process of its own.

What it is held then is what Python's one lock costs any window beside such work.
"""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

from desktop_app.bench import ready_desk
from desktop_app.gui_hold import GuiHold
from desktop_app.upstream import connector
from local_db.file_keys import FileKeys
from local_db.ledger import DeskLedger
from sync.cycle import Cycle

_LOOK_MS: Final = 16


def main() -> int:
    """Show the window until all is fetched."""
    folder = Path(sys.argv[1])
    app = QApplication(sys.argv[:1])
    window = QLabel("Bàn Tiêm")
    window.show()
    fetching = threading.Thread(target=_fetch, args=(folder,), daemon=True)
    hold = GuiHold()
    look = QTimer(window, interval=_LOOK_MS)
    look.timeout.connect(lambda: None if fetching.is_alive() else app.quit())
    QTimer.singleShot(0, hold, fetching.start)
    QTimer.singleShot(1, hold, look.start)
    app.exec()
    print(json.dumps({"hold": hold.longest_ms}), flush=True)
    return 0


def _fetch(folder: Path) -> None:
    keys = FileKeys(folder)
    with ready_desk.opened(folder) as store:
        upstream = connector(store, keys)()
        Cycle(DeskLedger(store), upstream, keys.device_key() or b"").run()
        upstream.close()


if __name__ == "__main__":
    sys.exit(main())
