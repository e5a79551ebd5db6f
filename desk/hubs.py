"""Learns where the site's hub is, from the code that its screen shows.

Only the address is learned. Whose the key is, says the site's feed or the enrolment: whoever
hangs up a code of their own would else be sent what the desk writes.
"""

from __future__ import annotations

from typing import Final

from desk.identified import NotOurs
from immunization.text import LANGUAGES, Text
from local_db import upstreams
from local_db.store import Store
from local_db.upstreams import Upstream
from records.hub_place import HubPlace

_LEARNED: Final = Text(
    vi="Đã biết địa chỉ máy chủ điểm tiêm: {url}. Máy này sẽ tự chuyển sang đó.",
    en="The address of the site's hub is known now: {url}. This PC turns to it by itself.",
)
_STRANGER: Final = Text(
    vi="Máy này chưa biết máy chủ điểm tiêm đó. Không thay đổi gì. "
    "Xin đồng bộ với trung tâm một lần rồi quét lại; nếu vẫn vậy, xin báo cho IT.",
    en="This PC does not know that hub yet. Nothing was changed. "
    "Synchronise with the centre once and scan again; if it stays so, tell IT.",
)


class Hubs:
    """Takes the addresses of hubs."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def meet(self, place: HubPlace) -> NotOurs:
        """Note the address of a hub whose key is known; return what to say."""
        with self._store.read() as connection:
            known = {one.key for one in upstreams.known(connection) if one.role == "hub"}
        if place.key not in known:
            return NotOurs(_STRANGER, "hub")
        hub = Upstream("hub", place.key, place.url)
        self._store.write(lambda connection: upstreams.add(connection, hub), origin="sync").result()
        vi, en = (_LEARNED.say(language, url=place.url) for language in LANGUAGES)
        return NotOurs(Text(vi=vi, en=en), "hub")
