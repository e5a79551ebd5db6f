"""What the bodies of all kinds share."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec

# An instant without its offset would be another moment on another machine.
Instant = Annotated[datetime, msgspec.Meta(tz=True)]


class Body(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What all bodies have in common."""
