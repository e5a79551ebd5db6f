"""The verdict on a person's card: the schedule's rules, today's screening, and what is known.

The schedule decides from doses and dates alone; here it is put together with what happened
today, what a physician decided, and how far the history can be trusted.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from msgspec.structs import replace

from desk.card import Due, Knowledge, Verdict, VerdictKind
from desk.wording import capital, clock_time, filled, lower, millilitres, same
from immunization import schedule
from immunization.courses import Circumstances, GivenDose
from immunization.dates import PartialDate, show_day, stored
from immunization.entries import DoseCertified, DoseGiven
from immunization.labels import CONCLUSIONS, dose_name
from immunization.text import Text
from immunization.vaccines import FIRST_SERIES, Catalogue
from immunization.verdict_words import early
from records.folds.person_values import Dose, Person, Screening

_KINDS: Final[dict[schedule.VerdictKind, VerdictKind]] = {
    "ready": "vaccinate",
    "too_early": "delay",
    "too_late": "nothing_due",
    "complete": "nothing_due",
    "contraindicated": "contraindicated",
    "wrong_age": "contraindicated",
    "other_product": "delay",
    "unknown_history": "unknown",
    "no_rule": "unknown",
}
_NOT_ENOUGH = Text(vi="Chưa đủ dữ liệu", en="Not enough is known")
_OLD = Text(
    vi="Lịch sử ở đây cũ hơn khoảng cách giữa hai mũi. Xin hỏi lại trước khi tiêm.",
    en="The history here is older than the interval between doses. Please ask before injecting.",
)
_GIVEN_TODAY = Text(vi="Đã tiêm hôm nay: {dose}", en="Vaccinated today: {dose}")
_DOSES_TODAY = Text(vi="{count} mũi", en="{count} doses")
_GIVEN_AT = Text(vi="{product}, lúc {time}.", en="{product}, at {time}.")
_BEFORE_TODAY = Text(vi="Hôm nay đã tiêm: {products}.", en="Already given today: {products}.")
_SCREENED = Text(
    vi="Khám sàng lọc ngày {day} kết luận: {conclusion}.",
    en="The screening of {day} concluded: {conclusion}.",
)
_UNREAD = Text(
    vi="Trung tâm đã gửi quy tắc mới mà chương trình này chưa đọc được. Xin báo IT.",
    en="The centre sent newer rules that this program cannot read. Please tell IT.",
)
_UNTIL = Text(vi="Tạm hoãn đến {day}", en="Delay until {day}")


def longest_age(catalogue: Catalogue) -> timedelta:
    """Return the age at which a history is too old: the shortest interval of any course."""
    days = [course.min_days for course in catalogue.schedule.courses if course.min_days > 0]
    return timedelta(days=min(days, default=14))


def judge(
    person: Person,
    known: Knowledge,
    now: datetime,
    catalogue: Catalogue,
    circumstances: Circumstances,
    preferred: Sequence[str] = (),
) -> Verdict:
    """Return the verdict on a person now; ``preferred`` products are those at hand.

    Somebody who got one vaccine today may get another: the verdict is then about those series
    that have no dose of today, where one of them is due.
    """
    today = now.date()
    given = _of_day(person, today)
    screening = _deciding(person, today)
    open_series = _series_here(preferred, catalogue)
    if given:
        open_series = due_today(person, today, catalogue, circumstances, preferred)
        if not open_series:
            return _given_today(given, known, now, catalogue)
    if screening is not None:
        return _screened(screening, known)
    found = _scheduled(person, known, today, catalogue, circumstances, preferred, open_series)
    names = ", ".join(dict.fromkeys(catalogue.name_of(dose.given.product) for dose in given))
    before = [filled(_BEFORE_TODAY, products=names)] if given else []
    return replace(found, because=(*found.because[:1], *before, *found.because[1:]))


def due_today(
    person: Person,
    today: date,
    catalogue: Catalogue,
    circumstances: Circumstances,
    preferred: Sequence[str],
) -> list[str]:
    """Return the series of the products at hand that are due and have no dose of today.

    None while a screening forbids any.
    """
    if _deciding(person, today) is not None:
        return []
    history, birth = history_of(person), stored(person.birth)
    given = {dose.given.product for dose in _of_day(person, today)}
    done = {one for code in given if (known := catalogue.vaccine(code)) for one in known.series}
    return [
        series
        for series in _series_here(preferred, catalogue)
        if series not in done
        and schedule.verdict(
            history, birth, today, catalogue,
            known_as_of=today, circumstances=circumstances, series=series,
        ).kind == "ready"
    ]  # fmt: skip


def _of_day(person: Person, day: date) -> list[Dose]:
    return [dose for dose in person.live_doses if dose.given.day == day]


def history_of(person: Person) -> list[GivenDose]:
    """Return the doses that count, as the schedule reads them: given, or proven by certificate."""
    bodies: list[DoseGiven | DoseCertified] = [
        *(dose.given for dose in person.live_doses),
        *(dose.body for dose in person.proven_doses),
    ]
    return [GivenDose(one.day, one.product, one.dose_kind, one.number) for one in bodies]


def _scheduled(
    person: Person,
    known: Knowledge,
    today: date,
    catalogue: Catalogue,
    circumstances: Circumstances,
    preferred: Sequence[str],
    open_series: Sequence[str],
) -> Verdict:
    history, birth = history_of(person), stored(person.birth)
    as_of = known.as_of.date() if known.as_of else None

    def verdict(series: str, known_as_of: date | None) -> schedule.Verdict:
        return schedule.verdict(
            history, birth, today, catalogue,
            known_as_of=known_as_of, circumstances=circumstances, series=series,
        )  # fmt: skip

    # What would be due if nothing were missing: the form is filled with it, the reason asked for.
    all_assumed = [verdict(series, today) for series in open_series]
    ready = [one for one in all_assumed if one.kind == "ready"]
    assumed = (ready or all_assumed)[0]
    found = verdict(assumed.series, as_of)
    due = _due(assumed, birth, today, catalogue, preferred)
    doubted = known.history != "complete" and found.kind in {"ready", "unknown_history"}
    because = [_OLD] if doubted and known.history == "old" else []
    return Verdict(
        kind="unknown" if doubted else _KINDS[found.kind],
        title=_NOT_ENOUGH if doubted else found.title,
        because=(
            *because,
            *_reasons(due, found, catalogue),
            *_due_besides(ready[1:], catalogue),
        ),
        knowledge=known,
        due=due,
        from_day=found.from_day,
        rule=same(found.rule) if found.rule else None,
        source=found.source,
        data=(
            *_data(person, catalogue),
            *_until_when(found),
            *_rules(found, catalogue),
            *found.caveats,
        ),
        needs_reason=doubted or found.kind != "ready",
    )


def _series_here(preferred: Sequence[str], catalogue: Catalogue) -> list[str]:
    """Return the series of the products at hand, in the catalogue's order; else COVID-19."""
    vaccines = [catalogue.vaccine(code) for code in preferred]
    at_hand = {series for one in vaccines if one is not None for series in one.series}
    return [one.id for one in catalogue.series if one.id in at_hand] or [FIRST_SERIES]


def _due_besides(ready: Sequence[schedule.Verdict], catalogue: Catalogue) -> tuple[Text, ...]:
    """Name the other series that are due with what is at hand."""
    titles = {one.id: one.title for one in catalogue.series}
    names = [titles[one.series] for one in ready]
    if not names:
        return ()
    return (
        Text(
            vi=f"Cũng đến hạn: {', '.join(one.vi for one in names)}.",
            en=f"Also due: {', '.join(one.en for one in names)}.",
        ),
    )


def _until_when(found: schedule.Verdict) -> tuple[Text, ...]:
    if found.until_day is None:
        return ()
    day = show_day(found.until_day)
    return (Text(vi=f"Tiêm được đến ngày {day}.", en=f"May be given until {day}."),)


def _rules(found: schedule.Verdict, catalogue: Catalogue) -> tuple[Text, ...]:
    """Name the document that the deciding rule stands in, and those that could not be read."""
    said = []
    origin = catalogue.origin_of(found.rule)
    if origin is not None:
        version, day = origin.version, show_day(origin.issued)
        said.append(
            Text(
                vi=f"{origin.title.vi}, bản {version}, {day}"
                + (", từ trung tâm." if origin.from_centre else "."),
                en=f"{origin.title.en}, version {version}, {day}"
                + (", from the centre." if origin.from_centre else "."),
            )
        )
    if catalogue.unread:
        said.append(_UNREAD)
    return tuple(said)


def _due(
    found: schedule.Verdict,
    birth: PartialDate | None,
    today: date,
    catalogue: Catalogue,
    preferred: Sequence[str],
) -> Due | None:
    if not found.products or found.dose_kind is None or found.number is None:
        return None
    at_hand = [code for code in preferred if code in found.products]
    product = (at_hand or list(found.products))[0]
    vaccine = catalogue.vaccine(product)
    return Due(
        product=product,
        product_name=catalogue.name_of(product),
        dose_kind=found.dose_kind,
        number=found.number,
        title=dose_name(found.dose_kind, found.number),
        volume=vaccine.volume_for(found.dose_kind, birth, today) if vaccine else None,
    )


def _product_line(due: Due | None, kind: schedule.VerdictKind) -> tuple[Text, ...]:
    if due is None or kind != "ready":
        return ()
    volume = millilitres(due.volume)
    return (Text(vi=f"{due.product_name}, {volume.vi}.", en=f"{due.product_name}, {volume.en}."),)


def _reasons(due: Due | None, found: schedule.Verdict, catalogue: Catalogue) -> tuple[Text, ...]:
    """Return why: the first two are shown at once, so a dose that came too early is among them."""
    named = tuple(early(one, catalogue) for one in found.early)
    product = _product_line(due, found.kind)
    return (*product, *named, found.because) if product else (found.because, *named)


def _given_today(
    doses: Sequence[Dose], known: Knowledge, now: datetime, catalogue: Catalogue
) -> Verdict:
    last = doses[-1].given
    name = dose_name(last.dose_kind, last.number)
    if len(doses) > 1:
        name = filled(_DOSES_TODAY, count=len(doses))
    return Verdict(
        kind="nothing_due",
        title=filled(_GIVEN_TODAY, dose=name),
        because=tuple(
            filled(
                _GIVEN_AT,
                product=catalogue.name_of(dose.given.product),
                time=clock_time(dose.given.given_at.astimezone(now.tzinfo)),
            )
            for dose in doses
        ),
        knowledge=known,
        needs_reason=True,
    )


def _deciding(person: Person, today: date) -> Screening | None:
    """Return the screening that forbids a dose today: today's, or one whose time is not over."""
    held = [visit.screening for visit in person.visits.values() if visit.screening]
    if not held:
        return None
    last = max(held, key=lambda screening: (screening.form.day, screening.at))
    form = last.form
    if form.conclusion == "vaccinate":
        return None
    if form.day == today or form.conclusion == "contraindicated":
        return last
    return last if form.delay_until is not None and form.delay_until > today else None


def _screened(screening: Screening, known: Knowledge) -> Verdict:
    form = screening.form
    title = CONCLUSIONS[form.conclusion]
    if form.conclusion == "delay" and form.delay_until:
        day = show_day(form.delay_until)
        title = filled(_UNTIL, day=day)
    words, day = CONCLUSIONS[form.conclusion], show_day(form.day)
    because = filled(_SCREENED, day=day, conclusion=lower(words))
    return Verdict(
        kind=form.conclusion,
        title=title,
        because=(because,),
        knowledge=known,
        from_day=form.delay_until,
        needs_reason=True,
    )


def _data(person: Person, catalogue: Catalogue) -> tuple[Text, ...]:
    found = []
    for dose in history_of(person):
        name = capital(dose_name(dose.dose_kind, dose.number))
        rest = f"{catalogue.name_of(dose.product)}, {show_day(dose.day)}"
        found.append(Text(vi=f"{name.vi}: {rest}", en=f"{name.en}: {rest}"))
    return tuple(found)
