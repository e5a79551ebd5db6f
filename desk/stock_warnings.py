"""What to know of the vaccine before it is too late, each with its reason.

Expiry, open vials, doses that run out, refrigerators, lots with more reactions than usual.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Final, Literal

from msgspec import Struct

from desk.clock import Clock
from desk.fridges import Fridge, Fridges
from desk.station import Station
from desk.stock import LotRow, Stock
from desk.vial_use import VialRow, VialUse
from desk.wording import both, clock_time, decimal, filled
from immunization.clusters import Cluster, LotCount, clusters
from immunization.dates import show_day
from immunization.text import Text
from local_db import adverse, queries
from local_db.store import Store

Tone = Literal["stop", "warn"]

CLUSTER_DAYS: Final = timedelta(days=28)
"""How far back reactions are counted: self-monitoring lasts so long (Decision 3588/QĐ-BYT)."""

PACE: Final = timedelta(hours=1)
"""The pace at which doses go is that of the last hour; a product that ends within one is named."""

LEAST_PACE: Final = 5
"""Fewer doses in an hour are no pace."""

_EXPIRED: Final = Text(
    vi="Lô {lot} đã hết hạn {day}, còn {left} liều: để riêng, không dùng.",
    en="Lot {lot} expired on {day}, {left} doses left: keep it apart, do not use it.",
)
_EXPIRES: Final = Text(
    vi="Lô {lot} hết hạn {day}, còn {left} liều: dùng trước.",
    en="Lot {lot} expires on {day}, {left} doses left: use it first.",
)
_PAST: Final = Text(
    vi="{desk}: lọ lô {lot} mở lúc {time} đã quá giờ. Bỏ lọ và ghi lý do.",
    en="{desk}: the vial of lot {lot} opened at {time} is past its time. Discard it.",
)
_SOON: Final = Text(
    vi="{desk}: lọ lô {lot} phải bỏ lúc {time}.",
    en="{desk}: the vial of lot {lot} is to be discarded at {time}.",
)
_SHORT: Final = Text(
    vi="Còn {left} liều dùng được, {waiting} người đang chờ. Xin thêm vắc xin hoặc ngừng đón.",
    en="{left} usable doses left, {waiting} people are waiting. Get more, or stop receiving.",
)
_RUNS_OUT: Final = Text(
    vi="{product}: còn {left} liều, giờ qua tiêm {used}: chừng {minutes} phút nữa hết. "
    "Xin thêm vắc xin.",
    en="{product}: {left} doses left, {used} used in the last hour: about {minutes} minutes more. "
    "Get more.",
)
_MISSING: Final = Text(
    vi="Lô {lot}: {doses} liều trong lọ đã bỏ không ai tiêm mà cũng không ghi bỏ. Xin đối chiếu.",
    en="Lot {lot}: {doses} doses of discarded vials were given to nobody nor said to be wasted. "
    "Please reconcile.",
)
_OVERDRAWN: Final = Text(
    vi="Lô {lot}: đã ghi nhiều hơn số nhận {doses} liều. Xem lại số nhận, và mũi ghi nhầm lô.",
    en="Lot {lot}: {doses} doses more are recorded than came. Check the delivery, and doses "
    "recorded on the wrong lot.",
)
_OUT: Final = Text(
    vi="{fridge}: {celsius} °C lúc {time}, ngoài 2-8 °C. Để riêng vắc xin, báo người phụ trách.",
    en="{fridge}: {celsius} °C at {time}, outside 2-8 °C. Set the vaccine apart, and report it.",
)
_QUIET: Final = Text(
    vi="{fridge}: chưa ghi nhiệt độ từ {time}.", en="{fridge}: no temperature since {time}."
)
_CLUSTER: Final = Text(
    vi="Lô {lot}: {own} phản ứng trên {people} người; các lô khác {others} trên {rest}. Khả năng "
    "ngẫu nhiên {chance}. Xem lại ca và lô; chưa phải kết luận.",
    en="Lot {lot}: {own} reactions among {people} people; other lots {others} among {rest}. By "
    "chance: {chance}. Look into cases and lot; this is no finding.",
)


class StockWarning(Struct, frozen=True):
    """A sentence and how grave it is; ``kind`` names the rule."""

    kind: Literal[
        "expired",
        "expires",
        "vial_past",
        "vial_soon",
        "short",
        "runs_out",
        "missing",
        "overdrawn",
        "out",
        "quiet",
        "cluster",
    ]
    text: Text
    tone: Tone


class StockWarnings:
    """Finds them, the gravest first."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        station: Station,
        stock: Stock,
        vials: VialUse,
        fridges: Fridges,
    ) -> None:
        self._store, self._clock, self._site = store, clock, station.site
        self._stock, self._vials, self._fridges = stock, vials, fridges

    def now(self) -> tuple[StockWarning, ...]:
        """Return what to know now."""
        lots, vials = self._stock.lots(), self._vials.today()
        found = [
            *_of_lots(lots),
            *_of_vials(vials),
            *_of_doses(lots, self._waiting()),
            *_of_pace(lots, self._of_last_hour()),
            *_of_counts(lots, vials),
            *_of_fridges(self._fridges.all()),
            *(_of_cluster(one) for one in self.clusters()),
        ]
        return tuple(sorted(found, key=lambda one: one.tone != "stop"))

    def clusters(self) -> tuple[Cluster, ...]:
        """Return the lots with more reactions than usual at this site in the last 28 days."""
        since = self._clock.today() - CLUSTER_DAYS
        with self._store.read() as connection:
            return clusters(_counts(adverse.reactions_by_lot(connection, self._site, since)))

    def _of_last_hour(self) -> Counter[str]:
        """Return how many doses of each product were recorded in the last hour."""
        now = self._clock.now()
        since = int((now - PACE).timestamp())
        with self._store.read() as connection:
            doses = queries.day_doses(connection, self._site, now.date())
        return Counter(one.product for one in doses if one.given_at > since)

    def _waiting(self) -> int:
        now = self._clock.now()
        with self._store.read() as connection:
            counts = queries.stage_counts(connection, self._site, now.date(), int(now.timestamp()))
        return counts.screening + counts.injection


def _counts(rows: list[adverse.LotReactions]) -> Mapping[str, LotCount]:
    return {row.lot: LotCount(row.people, row.reactions, row.serious) for row in rows}


def _of_lots(lots: tuple[LotRow, ...]) -> Iterator[StockWarning]:
    for lot in lots:
        words = {"lot": lot.lot, "day": show_day(lot.expiry), "left": lot.left}
        if lot.left > 0 and lot.is_expired:
            yield StockWarning("expired", filled(_EXPIRED, **words), "stop")
        elif lot.left > 0 and lot.expires_soon:
            yield StockWarning("expires", filled(_EXPIRES, **words), "warn")


def _of_vials(vials: tuple[VialRow, ...]) -> Iterator[StockWarning]:
    for vial in vials:
        if vial.where == "past":
            time = clock_time(vial.opened_at)
            words = filled(_PAST, desk=vial.desk, lot=vial.lot, time=time)
            yield StockWarning("vial_past", words, "stop")
        elif vial.where == "soon" and vial.discard_at is not None:
            time = clock_time(vial.discard_at)
            words = filled(_SOON, desk=vial.desk, lot=vial.lot, time=time)
            yield StockWarning("vial_soon", words, "warn")


def _of_doses(lots: tuple[LotRow, ...], waiting: int) -> Iterator[StockWarning]:
    usable = sum(max(0, lot.left) for lot in lots if not lot.is_expired)
    if waiting > usable:
        tone: Tone = "stop" if usable == 0 else "warn"
        yield StockWarning("short", filled(_SHORT, left=usable, waiting=waiting), tone)


def _of_pace(lots: tuple[LotRow, ...], used: Counter[str]) -> Iterator[StockWarning]:
    """Name a product that at the pace of the last hour ends within the next."""
    for product, count in used.items():
        of_it = [lot for lot in lots if lot.product == product and not lot.is_expired]
        left = sum(max(0, lot.left) for lot in of_it)
        if count >= LEAST_PACE and 0 < left <= count:
            words = filled(
                _RUNS_OUT,
                product=of_it[0].product_name,
                left=left,
                used=count,
                minutes=left * int(PACE.total_seconds()) // 60 // count,
            )
            yield StockWarning("runs_out", words, "warn")


def _of_counts(lots: tuple[LotRow, ...], vials: tuple[VialRow, ...]) -> Iterator[StockWarning]:
    """Reconcile what was recorded with what came, and with the vials that were discarded."""
    for lot in lots:
        if lot.left < 0:
            yield StockWarning(
                "overdrawn", filled(_OVERDRAWN, lot=lot.lot, doses=-lot.left), "warn"
            )
    missing: Counter[str] = Counter()
    for vial in vials:
        missing[vial.lot] += vial.missing
    for number, doses in missing.items():
        if doses > 0:
            yield StockWarning("missing", filled(_MISSING, lot=number, doses=doses), "warn")


def _of_fridges(fridges: tuple[Fridge, ...]) -> Iterator[StockWarning]:
    for one in fridges:
        time = f"{clock_time(one.last_at)} {show_day(one.last_at.date())}"
        if one.is_out:
            words = filled(_OUT, fridge=one.name, celsius=_degrees(one.celsius), time=time)
            yield StockWarning("out", words, "stop")
        elif one.is_quiet:
            yield StockWarning("quiet", filled(_QUIET, fridge=one.name, time=time), "warn")


def _of_cluster(one: Cluster) -> StockWarning:
    words = filled(
        _CLUSTER,
        lot=one.lot,
        own=one.reactions,
        people=one.people,
        others=one.others_reactions,
        rest=one.others_people,
        chance=both(lambda language: _chance(one.chance, language == "vi")),
    )
    return StockWarning("cluster", words, "warn")


def _degrees(celsius: float) -> Text:
    return both(lambda language: decimal(celsius, language))


def _chance(chance: float, comma: bool) -> str:
    shown = "< 0.1 %" if chance < 0.001 else f"{chance * 100:.1f} %"
    return shown.replace(".", ",") if comma else shown
