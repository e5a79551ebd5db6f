"""The code on the screen or wall of a site's hub: where it is, and its key."""

from __future__ import annotations

from records import hub_place
from records.hub_place import NotAHub
from scanners.payloads.payload import Payload


def read(raw: str) -> Payload | None:
    """Return what the code of a hub says; None for any other."""
    if not raw.startswith(hub_place.BEGINNING):
        return None
    try:
        return Payload(kind="hub", raw=raw, hub=hub_place.read(raw))
    except NotAHub as error:
        return Payload(kind="unknown", raw=raw, answer=error.text)
