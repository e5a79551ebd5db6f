"""A hub's address and key as one text, for a QR code on the hub's screen or on its wall.

``bantiem:hub?url=http%3A%2F%2F192.168.1.5%3A8444&key=…`` (the key in hexadecimal). Whoever
holds it can find the hub and check its answers; to join it still takes a one-time code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, urlencode, urlsplit

from immunization.errors import KnownError
from immunization.text import Text

BEGINNING: Final = "bantiem:hub?"
_LONGEST: Final = 600
_KEY: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class HubPlace:
    """Where a hub is, and its raw Ed25519 public key in hexadecimal."""

    url: str
    key: str


class NotAHub(KnownError):
    """A text that does not name a hub."""

    text = Text(
        vi="Mã này không phải địa chỉ của máy chủ điểm tiêm. Không thay đổi gì. "
        "Xin quét mã hiện trên máy chủ điểm tiêm.",
        en="This does not name a site's hub. Nothing was changed. "
        "Scan the code that the hub's screen shows.",
    )


def write(url: str, key: str) -> str:
    """Return the text that names a hub."""
    return BEGINNING + urlencode({"url": url, "key": key})


def read(text: str) -> HubPlace:
    """Return the hub that a text names; raises NotAHub for whatever else it is."""
    if len(text) > _LONGEST or not text.startswith(BEGINNING):
        raise NotAHub("another text")
    try:
        said = parse_qs(text.removeprefix(BEGINNING), strict_parsing=True, max_num_fields=8)
    except ValueError as error:
        raise NotAHub("not of the form") from error
    return checked("".join(said.get("url", [""])), "".join(said.get("key", [""])))


def checked(url: str, key: str) -> HubPlace:
    """Return a hub of this address and key; raises NotAHub if either cannot be one."""
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in {"http", "https"} and bool(parts.hostname)
        is_address = is_address and (parts.port is None or parts.port > 0)
    except ValueError as error:
        raise NotAHub("not an address") from error
    if not is_address or parts.username or parts.query or parts.fragment or not url.isascii():
        raise NotAHub("not an address")
    if _KEY.fullmatch(key) is None:
        raise NotAHub("not a key")
    return HubPlace(url.rstrip("/"), key)
