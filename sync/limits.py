"""Limits of the wire. They are part of the protocol: `docs/protocol.md` names each."""

from __future__ import annotations

from typing import Final

MAX_PACKED: Final = 4 << 20
"""Bytes of a body as it travels."""

MAX_BODY: Final = 16 << 20
"""Bytes of a body when decompressed."""

MAX_ENTRIES: Final = 2_000
"""Entries of a batch or a page, and subjects of a subscription."""

MAX_ENTRIES_SIZE: Final = 3 << 20
"""Bytes of all entries of a batch or a page; even what does not compress then fits a body."""

MAX_WAIT: Final = 25
"""Seconds that a request for the feed may wait for something new; proxies cut at 30."""

MAX_PROBLEM: Final = 16 << 10
"""Bytes of a problem."""

MAX_HOLDS: Final = 32
"""Subjects that one desk may hold at a time: a person is known by a few ids at most."""

HOLD_LIFE: Final = 120
"""Seconds after which a hold ends that was not renewed."""

MAX_OTHERS: Final = 200
"""Chains of a site's other devices of which a hub says how far the centre has them."""

MAX_DAYS: Final = 31
"""Days whose entries are compared in one request."""

CLOCK_WINDOW: Final = 300
"""Seconds by which the time of a request may differ from the receiver's."""
