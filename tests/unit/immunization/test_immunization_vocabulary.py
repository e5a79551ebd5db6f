"""Texts, known errors, ids and entries: the vocabulary that everything else speaks."""

from __future__ import annotations

import pkgutil
import string
from datetime import date, datetime, timedelta, timezone
from importlib import import_module

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import immunization
from immunization import entries
from immunization.entries import (
    KINDS,
    MAX_ENTRY_BYTES,
    Body,
    DoseGiven,
    LotReceived,
    PersonRegistered,
    UnreadableEntry,
    VisitArrived,
)
from immunization.errors import KnownError
from immunization.ids import (
    EntryId,
    SiteCode,
    StaffId,
    SubjectId,
    derived,
    is_uuid,
    lot_at_site,
    person_of_number,
)
from immunization.text import LANGUAGES, Text

ID = EntryId("019300a0-0000-7000-8000-000000000001")
ABOUT = "3cf8020d-14a3-8632-a7fc-8ae963c14ac5"
SITE = SiteCode("30-001")
HANOI = timezone(timedelta(hours=7))
AT = datetime(2026, 11, 23, 9, 42, 7, 123456, tzinfo=HANOI)
ARRIVED = VisitArrived(day=date(2026, 11, 23), number="B3-061")


def written(body: Body = ARRIVED, at: datetime = AT, about: str = ABOUT) -> bytes:
    return entries.write(body, id=ID, at=at, lc=7, site=SITE, about=about)


def all_known_errors() -> list[type[KnownError]]:
    for module in pkgutil.iter_modules(immunization.__path__, "immunization."):
        import_module(module.name)
    found, waiting = [], [KnownError]
    while waiting:
        error = waiting.pop()
        waiting.extend(error.__subclasses__())
        if error.__module__.startswith("immunization."):
            found.append(error)
    return sorted(set(found), key=lambda error: error.__qualname__)


def test_a_text_says_its_words_with_values_filled_in() -> None:
    text = Text(vi="Còn {count} liều", en="{count} doses left")
    assert [text.say(language, count=3) for language in LANGUAGES] == ["Còn 3 liều", "3 doses left"]
    assert Text(vi="100 % {", en="{").say("vi") == "100 % {"


def test_each_error_speaks_both_languages_and_names_the_same_values() -> None:
    errors = all_known_errors()
    assert len(errors) > 10
    for error in errors:
        assert error.text.vi != error.text.en, error
        named = [
            {name for _, name, _, _ in string.Formatter().parse(words) if name}
            for words in (error.text.vi, error.text.en)
        ]
        assert named[0] == named[1], error


def test_each_error_says_that_nothing_is_lost() -> None:
    safe = ("Chưa lưu gì", "Chưa mất gì", "giữ nguyên")
    for error in all_known_errors():
        assert any(words in error.text.vi for words in safe), error


def test_an_error_shows_its_sentence_and_keeps_the_detail_for_it() -> None:
    error = KnownError("disk full")
    assert error.sentence("vi") == "Có lỗi. Chưa mất gì. Xin thử lại."
    assert str(error).endswith("(disk full)")
    assert str(KnownError()) == error.sentence("en")


@given(st.lists(st.text(max_size=8), max_size=4), st.lists(st.text(max_size=8), max_size=4))
def test_other_parts_derive_another_id(first: list[str], second: list[str]) -> None:
    ids = derived("test", *first), derived("test", *second)
    nul_free = all("\x00" not in part for part in first + second)
    if first == second:
        assert ids[0] == ids[1]
    elif nul_free:
        assert ids[0] != ids[1]
    assert all(is_uuid(id) and id[14] == "8" for id in ids)


def test_the_purpose_keeps_ids_apart() -> None:
    assert derived("person", "cccd", "1") != derived("lot", "cccd", "1")
    assert person_of_number("cccd", "1") != person_of_number("cmnd", "1")
    assert lot_at_site(SITE, "comirnaty", "A") != lot_at_site(SiteCode("x"), "comirnaty", "A")


@pytest.mark.parametrize(
    "text", ["", "x", ABOUT.upper(), f"{ABOUT}\n", ABOUT.replace("-", ""), f"{{{ABOUT}}}"]
)
def test_only_the_canonical_form_is_a_uuid(text: str) -> None:
    assert not is_uuid(text)
    assert is_uuid(ABOUT)


def test_an_entry_reads_back_as_it_was_written() -> None:
    entry = entries.read(written())
    assert (entry.id, entry.kind, entry.lc, entry.site) == (ID, "visit.arrived", 7, SITE)
    assert entry.about == SubjectId(ABOUT)
    assert entry.at == AT.replace(microsecond=0)
    assert entry.at.utcoffset() == timedelta(hours=7)
    assert entries.body_of(entry) == ARRIVED


bodies = st.one_of(
    st.builds(PersonRegistered, name=st.text(max_size=60), phone=st.none() | st.text(max_size=12)),
    st.builds(
        LotReceived,
        product=st.text(max_size=20),
        lot=st.text(max_size=20),
        expiry=st.dates(),
        doses=st.integers(1, 10**6),
    ),
    st.builds(VisitArrived, day=st.dates(), number=st.text(max_size=8)),
)


@given(bodies)
def test_every_body_survives_writing_and_reading(body: Body) -> None:
    assert entries.body_of(entries.read(written(body))) == body


def test_every_kind_of_the_vocabulary_is_one_struct_and_named_subject_first() -> None:
    assert len(set(KINDS.values())) == len(KINDS)
    assert all(kind.count(".") == 1 for kind in KINDS)
    assert all(body.__doc__ for body in KINDS.values())
    assert all(body.__struct_config__.frozen for body in KINDS.values())


def test_a_kind_from_a_newer_version_is_no_error() -> None:
    newer = written().replace(b"visit.arrived", b"visit.flown_in")
    entry = entries.read(newer)
    assert entry.kind == "visit.flown_in"
    assert entries.body_of(entry) is None


def test_a_field_from_a_newer_version_is_passed_over() -> None:
    newer = written().replace(b'"number":', b'"mood":"good","number":')
    assert entries.body_of(entries.read(newer)) == ARRIVED


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"rubbish",
        b"{}",
        b"[1]",
        b"\xff\xfe",
        b"[" * 5000,
        written()[:-1],
        written().replace(b'"lc":7', b'"lc":-1'),
        written().replace(b'"lc":7', b'"lc":"7"'),
        written().replace(b"+07:00", b""),
        written().replace(ABOUT.encode(), b"nobody"),
        b" " * (MAX_ENTRY_BYTES + 1),
    ],
)
def test_bytes_that_are_no_entry_get_a_sentence(bad: bytes) -> None:
    with pytest.raises(UnreadableEntry):
        entries.read(bad)


def test_a_known_kind_with_a_wrong_body_gets_a_sentence() -> None:
    entry = entries.read(written().replace(b'"day":"2026-11-23"', b'"day":"2026-02-31"'))
    with pytest.raises(UnreadableEntry):
        entries.body_of(entry)


@given(st.binary(max_size=200))
def test_no_bytes_bring_the_reader_down(data: bytes) -> None:
    try:
        entries.body_of(entries.read(data))
    except UnreadableEntry:
        return


def test_what_a_caller_must_not_do_is_a_bug() -> None:
    with pytest.raises(ValueError, match="offset"):
        written(at=AT.replace(tzinfo=None))
    with pytest.raises(ValueError, match="UUID"):
        written(about="nobody")
    with pytest.raises(ValueError, match="limit"):
        written(PersonRegistered(name="x" * MAX_ENTRY_BYTES))
    with pytest.raises(ValueError, match="UUID"):
        entries.write(ARRIVED, id=ID, at=AT, lc=1, site=SITE, about=ABOUT, by=StaffId("me"))


def test_a_dose_entry_stays_small_on_the_wire() -> None:
    dose = DoseGiven(
        day=date(2026, 11, 23),
        product="comirnaty",
        lot="MT2611A",
        expiry=date(2027, 1, 31),
        dose_kind="basic",
        number=2,
        volume=0.3,
        body_site="left_deltoid",
        route="intramuscular",
        given_at=AT,
    )
    raw = written(dose)
    assert len(raw) < 500
    assert b"observe_minutes" not in raw  # a default is not written
    assert msgspec.json.decode(raw)["body"]["volume"] == 0.3
