"""Which devices began new chains because their disks were restored or copied: for IT.

A desk says so itself, in its journal (``epoch.begun``); one that writes under two epochs at a
time is two computers with one name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, select

from central.tables import node
from immunization.ids import DeviceId, SiteCode
from immunization.text import Text
from records import tables as records_tables

_SENTENCE = Text(
    vi="Ổ đĩa đã được khôi phục hoặc sao chép: {why}, {at}. Nhật ký tiếp tục ở kỳ {epoch} "
    "(trước đó là kỳ {was}, {carried} mục được mang sang). Không mất gì. "
    "Nếu có hai máy cùng tên này, xin đăng ký lại một máy.",
    en="Its disk was restored or copied: {why}, {at}. Its journal goes on in epoch {epoch} "
    "(before: {was}; {carried} entries were carried over). Nothing is lost. "
    "If there are two computers of this name, enrol one of them anew.",
)
_WHY = {
    "forked": Text(vi="trung tâm đã có mục khác", en="the centre held other entries"),
    "older": Text(vi="dữ liệu cũ hơn máy nhớ", en="older data than the computer remembers"),
    "moved": Text(vi="dữ liệu ở máy tính khác", en="the data is on another computer"),
}
_OTHER = Text(vi="không rõ", en="unknown")


@dataclass(frozen=True, slots=True)
class Begun:
    """A new epoch of a device; ``carried`` entries came into it from the one before."""

    device: DeviceId
    epoch: int
    was: int
    carried: int
    why: str
    at: datetime

    @property
    def sentence(self) -> Text:
        """Say it to IT."""
        why = _WHY.get(self.why, _OTHER)
        told = {"epoch": self.epoch, "was": self.was, "carried": self.carried}
        at = f"{self.at:%Y-%m-%d %H:%M} UTC"
        return Text(
            vi=_SENTENCE.say("vi", why=why.vi, at=at, **told),
            en=_SENTENCE.say("en", why=why.en, at=at, **told),
        )


def of_site(connection: Connection, site: SiteCode) -> list[Begun]:
    """Return the new epochs of a site's devices as far as they are projected, the oldest first."""
    begun = records_tables.epoch_begun.c
    query = (
        select(
            begun.device_id, begun.epoch, begun.was, begun.carried, begun.why, begun.begun_at
        )
        .join(node, node.c.device_id == begun.device_id)
        .where(node.c.site == site)
        .order_by(begun.begun_at, begun.epoch)
    )  # fmt: skip
    return [
        Begun(DeviceId(device), epoch, was, carried, why, datetime.fromtimestamp(at, UTC))
        for device, epoch, was, carried, why, at in connection.execute(query)
    ]
