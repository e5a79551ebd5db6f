"""The least that a PySide6 program can do: one window with one word. A process of its own.

Prints one JSON line: when it was painted (seconds of this machine's ``perf_counter``, which
is the same for all processes) and how much memory it then holds.
"""

from __future__ import annotations

import json
import os
import sys
import time

from PySide6.QtWidgets import QApplication, QLabel

from desktop_app.first_paint import FirstPaint


def main() -> int:
    """Show the window until it is painted."""
    app = QApplication(sys.argv[:1])
    window = QLabel("Bàn Tiêm")
    window.resize(1366, 768)
    FirstPaint(window, lambda: tell(app))
    window.show()
    return app.exec()


def tell(app: QApplication) -> None:
    """Print what there is to tell, and end."""
    painted = time.perf_counter()
    import psutil

    resident = psutil.Process(os.getpid()).memory_info().rss
    print(json.dumps({"painted": painted, "rss": resident}), flush=True)
    app.quit()


if __name__ == "__main__":
    sys.exit(main())
