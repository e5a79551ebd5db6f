"""The words of a schedule: what people do at desks, and what can be broken."""

from __future__ import annotations

from typing import Final

VERBS: Final = (
    "register", "register", "arrive", "screen", "inject", "visit", "visit", "visit", "void",
    "react", "serious", "end", "correct", "again", "flood",
)  # fmt: skip

LINE_FAULTS: Final = (
    "refuse", "cut request", "cut answer", "half request", "half answer", "silence", "slow",
    "twice", "answer twice", "late", "old answer", "garbled",
)  # fmt: skip

HOSTILE: Final = ("wrong receipt", "short receipt", "endless page", "feed goes back", "other page")
"""What is done by one who can answer with the server's key, but holds no receipt key of it."""

WITHIN: Final = "within a write"
"""Half of a page of a database's file or of its log is written."""

DESK_DEATHS: Final = (
    WITHIN,
    "before a save is kept", "after a save was kept", "before a receipt is kept",
    "after a receipt was kept", "before a page is kept", "after a page was kept",
)  # fmt: skip

CENTRE_DEATHS: Final = (WITHIN, "before a commit", "after a commit", "before an answer")

HUB_DEATHS: Final = (
    *CENTRE_DEATHS, "before a batch goes up", "before a receipt from above is kept",
    "after a receipt from above was kept", "before a page from above is kept",
    "after a page from above was kept",
)  # fmt: skip

TEARS: Final = ("nothing", "zeros", "noise", "half a page", "an old page")
"""What lies on a disk after a power cut where nothing had been synced yet."""

POISONS: Final = ("wrong site", "unknown kind", "centre only", "malformed", "unprojectable", "id")

JUMPS: Final = (-86_400 * 400, -86_400, -7_200, -240, 240, 7_200, 86_400, 86_400 * 400)
