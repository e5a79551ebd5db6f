"""A place in a feed, and by what it is known again after the server was restored."""

from __future__ import annotations

from typing import NamedTuple


class Point(NamedTuple):
    """A position of a feed, and the mark that the feed has there; 0 if unknown."""

    position: int = 0
    mark: int = 0
