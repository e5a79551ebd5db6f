"""Which entries the centre takes into account, and what it says of the others."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.fitting import fits, fits_every_column
from central.rules import CENTRE_ONLY, Rules, Terms
from immunization import entries
from immunization.entries import KINDS, Body, Role, UnreadableEntry
from immunization.ids import EntryId, SiteCode, StaffId, SubjectId
from immunization.refusals import REFUSALS
from records.lines import StoredEntry, read_line
from tests import writing

NOW = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)  # 23:00 in Vietnam
VIETNAM = timezone(timedelta(hours=7))


def rules(*, lc: int = 100, dose_site: SiteCode | None = None, role: Role | None = None) -> Rules:
    def site_of_dose(_subject: SubjectId, _dose: EntryId) -> SiteCode | None:
        return dose_site

    def role_of(_staff: StaffId) -> Role | None:
        return role

    return Rules(writing.SITE, NOW, lc, site_of_dose, role_of)


def stored(body: Body, **changes: Any) -> StoredEntry:
    fields: dict[str, Any] = {
        "id": writing.entry_id(1),
        "at": NOW.astimezone(VIETNAM),
        "lc": 5,
        "site": writing.SITE,
        "about": writing.person(1),
    }
    return StoredEntry(writing.device(1), 1, 1, entries.write(body, **(fields | changes)))


def code_of(entry: StoredEntry, judge: Rules | None = None) -> str | None:
    return (judge or rules()).judge(entry).code


def test_an_ordinary_entry_is_taken() -> None:
    for body in (
        writing.registered(), writing.arrived(), writing.screened(), writing.dose(),
        writing.reaction(writing.entry_id(9)), writing.lot(),
    ):  # fmt: skip
        assert code_of(stored(body)) is None


def test_each_code_has_its_words() -> None:
    cases = {
        "unreadable": StoredEntry(writing.device(1), 1, 1, b"{"),
        "wrong-site": stored(writing.arrived(), site=SiteCode("01-001")),
        "centre-only": stored(entries.SiteDescribed(name="x")),
        "clock-leap": stored(writing.arrived(), lc=2**50),
        "dose-in-future": stored(writing.dose(day=date(2026, 11, 25))),
        "not-projectable": stored(writing.lot(doses=2**80)),
    }
    assert {code_of(entry) for entry in cases.values()} == set(cases)
    for code, entry in cases.items():
        assert code_of(entry) == code
        assert code in REFUSALS


@pytest.mark.parametrize("first", sorted(CENTRE_ONLY))
def test_what_only_the_centre_may_say_is_refused_of_any_version(first: str) -> None:
    written = stored(writing.arrived()).written.replace(b"visit.arrived", f"{first}.new".encode())
    assert code_of(StoredEntry(writing.device(1), 1, 1, written)) == "centre-only"


def test_a_body_of_another_form_is_malformed() -> None:
    entry = stored(writing.arrived())
    broken = entry.written.replace(b'"day":"2026-11-23"', b'"day":"31/02/2026"')
    assert code_of(StoredEntry(entry.device, 1, 1, broken)) == "malformed-body"


def test_today_is_the_day_where_the_entry_was_written() -> None:
    # At 23:55 in Vietnam a desk whose clock is five minutes ahead writes tomorrow's date.
    late = rules()
    late.now = datetime(2026, 11, 23, 16, 55, tzinfo=UTC)
    tomorrow = stored(writing.dose(day=date(2026, 11, 24)))
    assert code_of(tomorrow, late) is None
    assert code_of(tomorrow) == "dose-in-future"
    at_utc = stored(writing.dose(day=date(2026, 11, 24)), at=NOW)
    assert code_of(at_utc, late) == "dose-in-future"


@pytest.mark.parametrize(
    ("dose_site", "role", "code"),
    [
        (None, None, None),
        (writing.SITE, None, None),
        (SiteCode("01-001"), None, "void-elsewhere"),
        (SiteCode("01-001"), "nurse", "void-elsewhere"),
        (SiteCode("01-001"), "supervisor", None),
        (SiteCode("01-001"), "administrator", None),
    ],
)
def test_who_may_void(dose_site: SiteCode | None, role: Role | None, code: str | None) -> None:
    for body in (
        entries.DoseVoided(dose=writing.entry_id(5), reason="twice"),
        entries.ReactionVoided(reaction=writing.entry_id(5), reason="wrong_person"),
    ):
        void = stored(body, by=StaffId(writing.number_id("staf", 1)))
        assert code_of(void, rules(dose_site=dose_site, role=role)) == code


def test_a_dose_and_its_void_in_one_batch() -> None:
    judge = rules(dose_site=SiteCode("01-001"))
    dose = stored(writing.dose())
    assert code_of(dose, judge) is None
    void = stored(
        entries.DoseVoided(dose=writing.entry_id(1), reason="twice"), id=writing.entry_id(2)
    )
    assert code_of(void, judge) is None


def test_a_reaction_and_its_void_in_one_batch() -> None:
    judge = rules(dose_site=SiteCode("01-001"))
    reaction = stored(writing.reaction(writing.entry_id(9)))
    assert code_of(reaction, judge) is None
    void = stored(
        entries.ReactionVoided(reaction=writing.entry_id(1), reason="twice"),
        id=writing.entry_id(2),
    )
    assert code_of(void, judge) is None


# -- what no table can hold ----------------------------------------------------------------

texts = st.text(max_size=40) | st.sampled_from(["\x00", "a\x00b", "x" * 33, "9" * 40, "\\u0000"])
numbers = st.integers(-(2**70), 2**70) | st.integers(-5, 300)
instants = st.datetimes(timezones=st.just(UTC))
days = st.dates()
ids = st.just(writing.entry_id(3)) | st.text(max_size=50)
bodies: st.SearchStrategy[Body] = st.one_of(
    st.builds(
        entries.PersonRegistered,
        name=texts, birth=texts, phone=texts, address=texts, commune=texts, allergies=texts,
        numbers=st.lists(
            st.builds(entries.IdentityNumber, st.just("cccd"), texts), max_size=2
        ).map(tuple),
    ),
    st.builds(entries.PersonCorrected, reason=texts, name=texts, birth=texts, phone=texts),
    st.builds(entries.PersonLinked, same_as=ids, reason=texts),
    st.builds(entries.VisitArrived, day=days, number=texts),
    st.builds(
        entries.ScreeningCompleted,
        day=days, form=texts, conclusion=st.just("delay"), proposal=st.just("delay"),
        yes=st.dictionaries(texts, texts, max_size=2),
        vitals=st.builds(entries.Vitals, temperature=st.floats(allow_nan=False), pulse=numbers),
    ),
    st.builds(
        entries.DoseGiven,
        day=days, product=texts, lot=texts, expiry=days, dose_kind=st.just("basic"),
        number=numbers, volume=st.floats(allow_nan=False), body_site=st.just("other"),
        route=st.just("oral"), given_at=instants, vaccinator=ids, observe_minutes=numbers,
    ),
    st.builds(
        entries.ReactionReported,
        day=days, onset_at=instants, symptoms=st.lists(texts, max_size=2).map(tuple),
        severity=st.just("mild"), dose=ids,
    ),
    st.builds(entries.LotReceived, product=texts, lot=texts, expiry=days, doses=numbers),
)  # fmt: skip


@given(bodies)
def test_the_short_way_never_lets_pass_what_no_column_holds(body: Body) -> None:
    try:
        entry = stored(body)
        line = read_line(entry)
    except (UnreadableEntry, ValueError, msgspec.EncodeError, OverflowError):
        return
    if line.is_malformed:
        return
    if fits(line, entry.written):
        assert fits_every_column(line)


def test_ordinary_values_take_the_short_way_and_pass() -> None:
    dose = stored(writing.dose(), lc=2_000_000)
    assert fits(read_line(dose), dose.written)


@pytest.mark.parametrize("name", ["Lê\x00Văn", "\\u0000 as somebody typed it"])
def test_a_nul_in_a_name_is_found_and_a_typed_one_is_not_taken_for_it(name: str) -> None:
    entry = stored(entries.PersonRegistered(name=name))
    assert (code_of(entry) is None) == ("\x00" not in name)


@given(st.binary(max_size=300))
def test_no_bytes_whatever_stop_the_rules(written: bytes) -> None:
    verdict = rules().judge(StoredEntry(writing.device(1), 1, 1, written))
    assert verdict.code == "unreadable" or verdict.line is not None


@given(st.sampled_from(sorted(KINDS)), st.data())
def test_no_body_whatever_stops_the_rules(kind: str, data: st.DataObject) -> None:
    leaf = st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.floats()
    body = data.draw(st.dictionaries(st.sampled_from(["day", "name", "dose", "number"]), leaf))
    entry = stored(writing.arrived())
    raw = msgspec.json.encode(body)
    at = entry.written.index(b'"body":') + len(b'"body":')
    end = entry.written.index(b"}", at) + 1
    written = entry.written[:at] + raw + entry.written[end:]
    written = written.replace(b"visit.arrived", kind.encode())
    rules().judge(StoredEntry(entry.device, 1, 1, written))


@pytest.mark.parametrize("is_foreign", [False, True])
def test_a_hub_may_say_again_which_desk_of_its_own_site_was_revoked(is_foreign: bool) -> None:
    judge = rules()
    entry = stored(entries.DeviceRevoked(reason="bị mất"), about=writing.device(2))
    assert code_of(entry, judge) == "centre-only"

    judge.terms = Terms(from_hub=True)
    judge.is_foreign = lambda _device: is_foreign
    assert code_of(entry, judge) == ("centre-only" if is_foreign else None)
