"""Rule documents: how rules are written, versioned, read, and put together.

A *document* is one TOML text of vaccines, schedules or forms, with a name, a version and its
source. The program brings some (``rules/*.toml``); the centre issues others, or later versions
of the same, as ``rules.issued`` entries. Of two with one name the later version counts, so a
dispatch of the ministry is one new text.

A field that this program does not know stays in the entry and is passed over here. A document
whose *format* is newer may mean what this program cannot see: it is left aside, and the one
before stays in force; `Catalogue.unread` names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any, Final

import msgspec

from immunization.consent import ConsentForm
from immunization.errors import KnownError
from immunization.screening import Form
from immunization.struct_types import prepare
from immunization.text import Text
from immunization.vaccines import (
    Catalogue,
    Course,
    Later,
    Origin,
    Rule,
    Schedule,
    Series,
    Spacing,
    Switch,
    Vaccine,
)

FORMAT: Final = 1
"""The format of documents that this program understands; 2 may mean what it cannot see."""

LONGEST: Final = 15_000
"""Bytes of a document, so that it travels in one entry."""


class UnreadableRules(KnownError):
    """The text is not a rule document, is too long, or its rules contradict each other."""

    text = Text(
        vi="Không đọc được bộ quy tắc này. Các quy tắc đang dùng vẫn giữ nguyên. "
        "Xin xem lại tệp rồi gửi lại.",
        en="These rules cannot be read. The rules in force stay as they are. "
        "Please check the file and send it again.",
    )


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A rule document as it is written; ``document`` is its name, as "covid-19/schedule"."""

    document: str
    version: int
    issued: date
    title: Text
    source: str
    format: int = FORMAT
    series: tuple[Series, ...] = ()
    vaccines: tuple[Vaccine, ...] = ()
    courses: tuple[Course, ...] = ()
    switches: tuple[Switch, ...] = ()
    later: tuple[Later, ...] = ()
    spacings: tuple[Spacing, ...] = ()
    forms: tuple[Form, ...] = ()
    consents: tuple[ConsentForm, ...] = ()

    def origin(self, *, from_centre: bool) -> Origin:
        """Return what a verdict names of the document."""
        return Origin(
            document=self.document, version=self.version, issued=self.issued,
            title=self.title, source=self.source, from_centre=from_centre,
            rules=frozenset(
                rule.id for rule in (*self.courses, *self.switches, *self.later, *self.spacings)
            ),
        )  # fmt: skip


prepare(Document)


def read_document(text: bytes) -> Document:
    """Return the document of a TOML text. Raises UnreadableRules, also for a newer format."""
    if len(text) > LONGEST:
        raise UnreadableRules("too long")
    try:
        document = msgspec.toml.decode(text, type=Document)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableRules(str(error)[:200]) from error
    if document.format > FORMAT:
        raise UnreadableRules(f"format {document.format}")
    return document


def stray_fields(text: bytes) -> tuple[str, ...]:
    """Return the fields of a document that this program passes over: slips of the pen, mostly.

    Raises UnreadableRules.
    """
    known = msgspec.to_builtins(read_document(text), builtin_types=(date,))
    written = msgspec.toml.decode(text)
    return tuple(_strays(written, known, ""))


def catalogue_of(built_in: Iterable[Document], issued: Iterable[bytes] = ()) -> Catalogue:
    """Return what holds: of each name the latest version; one of the centre before our own.

    What cannot be read is left aside, never raised: a desk must open.
    """
    chosen = {one.document: (one, False) for one in built_in}
    unread = []
    for text in issued:
        try:
            one = read_document(text)
            other = {**chosen, one.document: (one, True)}
            known = chosen.get(one.document)
            if known is None or one.version >= known[0].version:
                _check(_together(other, ()))
                chosen = other
        except UnreadableRules as error:
            unread.append(error.detail)
    return _together(chosen, unread)


def check(documents: Iterable[Document]) -> None:
    """Raise UnreadableRules where rules name what is not there, or one name stands twice."""
    _check(_together({one.document: (one, False) for one in documents}, ()))


@cache
def default_documents() -> tuple[Document, ...]:
    """Return the documents that come with the program; read once, at the first call."""
    from importlib.resources import files  # dear, and not needed before the first card

    rules = files("immunization") / "rules"
    names = (
        "covid19_vaccines", "covid19_schedule", "routine", "spacing",
        "screening_adult", "screening_child", "consent",
    )  # fmt: skip
    return tuple(read_document((rules / f"{name}.toml").read_bytes()) for name in names)


@cache
def default_catalogue() -> Catalogue:
    """Return what the program's own documents say."""
    return catalogue_of(default_documents())


def _together(chosen: dict[str, tuple[Document, bool]], unread: Iterable[str]) -> Catalogue:
    documents = [one for one, _ in chosen.values()]
    return Catalogue(
        vaccines=tuple(vaccine for one in documents for vaccine in one.vaccines),
        schedule=Schedule(
            courses=tuple(rule for one in documents for rule in one.courses),
            switches=tuple(rule for one in documents for rule in one.switches),
            later=tuple(rule for one in documents for rule in one.later),
            spacings=tuple(rule for one in documents for rule in one.spacings),
        ),
        series=tuple(series for one in documents for series in one.series),
        forms=tuple(form for one in documents for form in one.forms),
        consents=tuple(form for one in documents for form in one.consents),
        origins=tuple(one.origin(from_centre=fed) for one, fed in chosen.values()),
        unread=tuple(unread),
    )


def _check(catalogue: Catalogue) -> None:
    for slip in _slips(catalogue):
        raise UnreadableRules(slip)


def _slips(catalogue: Catalogue) -> Iterator[str]:
    schedule = catalogue.schedule
    rules: list[Rule] = [*schedule.courses, *schedule.switches, *schedule.later]
    for kind, names in (
        ("rule", [rule.id for rule in (*rules, *schedule.spacings)]),
        ("product", [vaccine.code for vaccine in catalogue.vaccines]),
        ("series", [series.id for series in catalogue.series]),
        ("form", [form.id for form in catalogue.forms]),
    ):
        yield from (f"{kind} {name} stands twice" for name in names if names.count(name) > 1)
    families = {vaccine.family for vaccine in catalogue.vaccines}
    yield from (f"no product of family {name}" for name in _named(schedule) if name not in families)
    known = {series.id for series in catalogue.series}
    told = [rule.series for rule in rules] + [s for v in catalogue.vaccines for s in v.series]
    yield from (f"no series {name}" for name in told if name not in known)
    for spacing in schedule.spacings:
        yield from (
            f"no product of family {n}" for n in spacing.except_families if n not in families
        )
    for course in schedule.courses:
        if not 1 <= course.length <= 12:
            yield f"course {course.id} has no doses"


def _named(schedule: Schedule) -> Iterator[str]:
    for course in schedule.courses:
        yield course.family
        for step in course.steps:
            yield from step.families
    for switch in schedule.switches:
        yield from (switch.after, *switch.then)
    for later in schedule.later:
        yield from (*later.then, *later.then_after_mrna, *later.basic_families)


def _strays(written: Any, known: Any, where: str) -> Iterator[str]:
    if isinstance(written, dict) and isinstance(known, dict):
        for key, value in written.items():
            if key not in known:
                yield f"{where}{key}"
            else:
                yield from _strays(value, known[key], f"{where}{key}.")
    elif isinstance(written, list) and isinstance(known, list | tuple):
        for place, (one, other) in enumerate(zip(written, known, strict=True), 1):
            yield from _strays(one, other, f"{where}{place}.")
