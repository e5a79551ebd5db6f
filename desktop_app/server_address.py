"""A server's address as people type it or scan it."""

from __future__ import annotations

from typing import Final

from immunization.errors import KnownError
from immunization.text import Text
from records import hub_place

_LONGEST: Final = 600


class AddressWrong(KnownError):
    """What was typed is no address of a server."""

    text = Text(
        vi="Địa chỉ này không đúng dạng. Chưa thay đổi gì. Xin gõ như http://192.168.1.20:8444, "
        "hoặc quét mã QR của máy chủ điểm tiêm.",
        en="This is not an address. Nothing was changed. Type it like http://192.168.1.20:8444, or "
        "scan the QR code of the site's server.",
    )


def place_of(typed: str) -> hub_place.HubPlace:
    """Return the server that was typed or scanned; its key is "" where nothing names it.

    Raises AddressWrong, NotAHub.
    """
    typed = typed.strip()
    if typed.startswith(hub_place.BEGINNING):
        return hub_place.read(typed)
    url = typed if "://" in typed else f"http://{typed}"
    if len(url) > _LONGEST or " " in url:
        raise AddressWrong("too long, or blanks")
    try:
        checked = hub_place.checked(url, "0" * 64)
    except hub_place.NotAHub as error:
        raise AddressWrong(error.detail) from error
    return hub_place.HubPlace(checked.url, "")
