"""Wall clocks may say what they like: order follows the logical clock, dates stay dates."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from immunization import entries
from immunization.ids import DeviceId
from records.lines import StoredEntry, read_line
from tests import writing

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.one_of(
    st.datetimes(datetime(1971, 1, 1), datetime(2105, 1, 1), timezones=ZONES),  # noqa: DTZ001 (the bounds)
    st.sampled_from(
        [
            datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC),  # beyond 31 bits of seconds
            datetime(2028, 2, 29, 23, 59, 59, tzinfo=timezone(timedelta(hours=7))),
            datetime(2027, 2, 28, 23, 59, 59, tzinfo=timezone(timedelta(hours=-11))),
            datetime(1970, 1, 1, tzinfo=UTC),
        ]
    ),
)
DAYS = st.one_of(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    st.sampled_from([date(2028, 2, 29), date(2038, 1, 19), date(2000, 2, 29)]),
)


def written(at: datetime, lc: int, day: date) -> bytes:
    return entries.write(
        writing.arrived("A001", day),
        id=writing.entry_id(lc),
        at=at.replace(microsecond=0),
        lc=lc,
        site=writing.SITE,
        about=writing.person(1),
        doubt=True,
    )


@given(st.lists(MOMENTS, min_size=2, max_size=8), st.randoms())
def test_entries_stand_in_the_order_in_which_they_were_caused(
    moments: list[datetime], shuffled: object
) -> None:
    device = DeviceId(writing.device(1))
    day = date(2028, 2, 29)
    lines = [
        read_line(StoredEntry(device, 1, lc, written(at, lc, day)))
        for lc, at in enumerate(moments, 1)
    ]
    arrived = list(lines)
    shuffled.shuffle(arrived)  # type: ignore[attr-defined]
    assert sorted(arrived, key=lambda line: line.order) == lines
    # In whichever chain an entry came to stand.
    carried = [replace(line, epoch=9, seq=99 - line.seq) for line in arrived]
    assert [line.entry.lc for line in sorted(carried, key=lambda line: line.order)] == [
        line.entry.lc for line in lines
    ]


@given(MOMENTS, DAYS)
def test_days_and_moments_come_back_as_they_were_written(at: datetime, day: date) -> None:
    line = read_line(StoredEntry(DeviceId(writing.device(1)), 1, 1, written(at, 1, day)))
    assert isinstance(line.body, entries.VisitArrived)
    assert line.body.day == day
    assert line.entry.at == at.replace(microsecond=0)
    assert line.entry.at.utcoffset() == at.utcoffset()
    assert line.entry.doubt
