"""From what the desk says to what the kit shows, in one language.

Sentences come in both languages from below; only labels are translated here and in the pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QObject

from desk.card import Clash, HistoryItem, Lookalike, PersonCard, Verdict
from desk.identify import Hit
from desk.injection import VialInUse
from desk.queues import LONG_WAIT, QueueRow
from desk.standing import JustSaved, Standing, Stop
from desk.tray import VialState as TrayState
from immunization.dates import show_day
from immunization.entries import IdentityNumber
from immunization.identity import group_digits
from immunization.labels import NUMBER_SYSTEMS, SEXES
from immunization.names import fold
from immunization.text import Language, Text
from ui.kit import formats
from ui.kit import queue_view as kit_queue
from ui.kit import search_results as kit_search
from ui.kit.alert_line import AlertFacts
from ui.kit.marks import Standing as Mark
from ui.kit.marks import Where
from ui.kit.person_head import HeadState, PersonFacts
from ui.kit.pills import PillFacts
from ui.kit.saved_rows import SavedFacts, SavedState
from ui.kit.timeline import Happening, HappeningKind
from ui.kit.tokens import TYPE
from ui.kit.typeface import width
from ui.kit.verdict import VerdictFacts, VerdictKind
from ui.kit.vial_chip import VialFacts, VialState
from ui.presenters.alert import Alert

_WHERE: Final[dict[Stop, Where]] = {
    "desk": "desk",
    "hub": "hub",
    "centre": "centre",
    "refused": "refused",
}
_VERDICTS: Final[dict[str, VerdictKind]] = {
    "vaccinate": "may",
    "delay": "delay",
    "contraindicated": "never",
    "transfer": "transfer",
    "unknown": "unknown",
    "nothing_due": "unknown",
}
_MAKER: Final = re.compile(r" \([^)]*\)")
_FIGURES: Final = re.compile(r"\d+")
_ADULTS: Final = ("anh", "chị")
_ELDERS: Final = ("ông", "bà")
_YOUNG: Final = 16
_OLD: Final = 60
_ROW_ROOM: Final = 166
_SIGN_ROOM: Final = 20
"""Pixels beside the number in a queue row, and what a sign takes of them."""

_MOST_PILLS: Final = 2
"""Pills beside the name: what has room there; the rest is in the history."""

_VIALS: Final[dict[TrayState, VialState]] = {
    "open": "open",
    "last_dose": "last_dose",
    # By count it is empty; a last dose may be in it all the same, so it is no refusal.
    "empty": "last_dose",
    "soon": "soon",
    "past": "refused",
    "expired": "refused",
}


class Wording(QObject):
    """Words in one language. A QObject only so that its labels go through Qt Linguist."""

    def __init__(self, language: Language, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self.language: Language = language
        self._today_is = today

    def today(self) -> date:
        """Return the day: what happened today is said by the clock."""
        return self._today_is()

    def text(self, text: Text | None) -> str:
        """Return a sentence that came from below."""
        return text.say(self.language) if text is not None else ""

    def alert(self, alert: Alert | None) -> AlertFacts | None:
        """Return an alert line."""
        return AlertFacts(self.text(alert.text), alert.tone) if alert is not None else None

    def mark(self, standing: Standing | None) -> Mark | None:
        """Return the three-stop mark with its words."""
        if standing is None:
            return None
        return Mark(_WHERE[standing.stop], self.text(standing.words), standing.has_hub)

    def bare_mark(self, standing: Standing | None) -> tuple[Where, bool] | None:
        """Return the mark without words."""
        return (_WHERE[standing.stop], standing.has_hub) if standing is not None else None

    # -- the person --

    def head(self, card: PersonCard) -> PersonFacts:
        """Return the head of a person."""
        known = tuple(group_digits(number.value) for number in card.numbers[:1])
        state: HeadState = "known"
        notice = ""
        if card.clashes:
            state, notice = "conflict", " ".join(self.text(one.text) for one in card.clashes)
        elif card.lookalikes:
            state, notice = "duplicate", self.text(card.lookalikes[0].why)
        elif card.knowledge.history == "unknown":
            state = "unknown_history"
        return PersonFacts(
            number=card.number or "",
            name=card.name,
            sex_age=self.sex_age(card.sex_words, card.age),
            born=self.born(card),
            id_number=known[0] if known else "",
            pills=self.pills(card),
            state=state,
            notice=notice,
        )

    def narrow_head(self, card: PersonCard) -> PersonFacts:
        """Return the head for a narrow column: without the identity number."""
        sex, age = self.text(card.sex_words), self.text(card.age)
        short = self.sex_age(card.sex_words, card.age)
        if self.language == "en":
            short = f"{sex} {_years(age)}"
        born = self.born(card)
        return replace(
            self.head(card), id_number="", sex_age=short, born=born[:1].lower() + born[1:]
        )

    def address(self, name: str, card: PersonCard | None) -> str:
        """Return how a sentence names somebody: "chị Vân", "ông Tài"; in English the name."""
        if card is None or card.sex not in {"male", "female"}:
            return name
        if self.language == "en":
            return card.given_name
        age = card.birth.age_on(self._today_is()) if card.birth is not None else 30
        if age < _YOUNG:
            return f"em {card.given_name}"
        words = _ELDERS if age >= _OLD else _ADULTS
        return f"{words[0] if card.sex == 'male' else words[1]} {card.given_name}"

    def number_name(self, number: IdentityNumber) -> str:
        """Return "Căn cước, CCCD 030 179 004 512"."""
        name = self.text(NUMBER_SYSTEMS[number.system])
        return f"{name} {group_digits(number.value)}"

    def sex_age(self, sex: Text, age: Text) -> str:
        """Return "Nữ, 47 tuổi"."""
        parts = (self.text(sex), self.text(age))
        return ", ".join(part for part in parts if part)

    def born(self, card: PersonCard) -> str:
        """Return "Sinh 12/03/1979"; nothing when it is not known."""
        if card.birth is None:
            return self.text(card.birth_words)
        return self.tr("Born {0}").format(self.text(card.birth_words))

    def pills(self, card: PersonCard) -> tuple[PillFacts, ...]:
        """Return allergies and past reactions, what matters most first."""
        made: list[PillFacts] = []
        if card.allergies:
            allergy = self.tr("Allergy: {0}").format(_short(card.allergies))
            made.append(PillFacts(allergy, "triangle-alert", "warn"))
        elif card.allergies is None:
            made.append(
                PillFacts(self.tr("Allergies not asked yet"), "circle-question-mark", "neutral")
            )
        else:
            made.append(PillFacts(self.tr("No allergy recorded"), "check", "neutral"))
        made += [
            PillFacts(_short(self.text(one)), "activity", "neutral") for one in card.past_reactions
        ]
        return tuple(made[:_MOST_PILLS])

    def verdict(self, verdict: Verdict) -> VerdictFacts:
        """Return the verdict block."""
        known = verdict.knowledge
        return VerdictFacts(
            kind=_VERDICTS[verdict.kind],
            headline=self.text(verdict.title),
            because=" ".join(self.text(one) for one in verdict.because[:2]),
            known=self.text(known.sentence),
            unchecked=bool(known.unchecked) or known.history != "complete",
        )

    def happening(self, at: int, item: HistoryItem) -> Happening:
        """Return a stop of the history."""
        kind: HappeningKind = "now" if item.kind == "today" else "past"
        lines = [self.text(line) for line in item.lines]
        if item.kind == "reaction":
            kind = "reaction"
        if item.void is not None:
            kind = "voided"
            why = f"{self.text(item.void.reason)}{', ' + item.void.note if item.void.note else ''}"
            when = formats.clock(item.void.at)
            lines.append(self.tr("Voided {0}: {1}").format(when, why))
        if item.doubtful_clock:
            lines.append(self.tr("The desk's clock was doubtful"))
        return Happening(
            key=item.entry or f"{item.kind}-{at}",
            title=self.text(item.title),
            lines=tuple(lines),
            kind=kind,
            standing=self.mark(item.standing),
        )

    def clash(self, clash: Clash) -> str:
        """Return a contradiction with both sides of it."""
        fact = self.text(clash.text)
        card, record = self._side(clash, clash.on_card), self._side(clash, clash.on_record)
        if card and record and f"{card} / {record}" not in fact:
            sides = self.tr("Card: {0}. Record: {1}.").format(card, record)
            return f"**{fact}** {sides}"
        return f"**{fact}**"

    def _side(self, clash: Clash, said: str | None) -> str:
        sexes = {str(key): self.text(words) for key, words in SEXES.items()}
        return sexes.get(said or "", said or "") if clash.field == "sex" else said or ""

    def lookalike(self, other: Lookalike) -> str:
        """Return who may be the same human being, and why that is thought."""
        born = other.birth.show(self.language) if other.birth else ""
        parts = (other.name, born, other.number_tail or "")
        who = ", ".join(part for part in parts if part)
        return self.tr("**Perhaps known already:** {0}. {1}").format(who, self._sentence(other.why))

    def _sentence(self, text: Text) -> str:
        words = self.text(text)
        return f"{words[:1].upper()}{words[1:].rstrip('.')}."

    def pressure_limits(self, systolic: Text, diastolic: Text) -> str:
        """Return "90/60 đến 140/90" from the limits of both ("90 đến 140", "60 đến 90")."""
        upper, lower = _FIGURES.findall(systolic.vi), _FIGURES.findall(diastolic.vi)
        if len(upper) != 2 or len(lower) != 2:
            return f"{self.text(systolic)} / {self.text(diastolic)}"
        return self.tr("{0} to {1}").format(f"{upper[0]}/{lower[0]}", f"{upper[1]}/{lower[1]}")

    # -- lists --

    def hit(self, hit: Hit, typed: str) -> kit_search.Hit:
        """Return a search hit with what was typed underlined in the name."""
        sex, age = _sex(hit, self.language), self.text(hit.age)
        who = f"{sex}, {age}" if self.language == "vi" else f"{sex} {_years(age)}"
        born = f"{self.text(hit.birth_words)}, {who.removeprefix(', ').strip()}"
        return kit_search.Hit(
            key=hit.person,
            name=hit.name,
            born=born,
            match=matches(hit.name, typed),
            place=_two_lines(hit.address or ""),
            id_tail=(hit.number_tail or "").lstrip("…") or self.tr("No number"),
            phone_tail=(hit.phone_tail or "").lstrip("…"),
            pill=self._today(hit),
        )

    def _today(self, hit: Hit) -> PillFacts:
        words = self.text(hit.today)
        if hit.stage in {"observation", "done"}:
            return PillFacts(words, "check", "ok")
        if hit.stage in {"screening", "injection"}:
            return PillFacts(words, "clock", "info")
        return PillFacts(words, None, "neutral")

    def queue_row(
        self, row: QueueRow, now: datetime, busy: str, next_up: bool
    ) -> kit_queue.QueueRow:
        """Return a waiting person; ``busy`` ("đang tiêm") replaces the waiting time."""
        waited = max(0, int((now - row.since).total_seconds() // 60))
        is_long = not busy and now - row.since >= LONG_WAIT
        wait = busy or self.tr("waits %n min", "", waited)
        return kit_queue.QueueRow(
            key=row.person,
            number=row.number or "–",
            name=row.name,
            detail=self._detail(
                row, wait, busy or self.tr("%n min", "", waited), is_long or next_up
            ),
            held_by=self.tr("Open at {0}").format(row.held_by) if row.held_by else "",
            long_wait=is_long,
            next_up=next_up,
        )

    def _detail(self, row: QueueRow, wait: str, short: str, has_sign: bool) -> str:
        """Return sex, age and wait, as long as the row has room for it."""
        sex, age = self.text(row.sex_words), self.text(row.age)
        bare = _years(age)
        choices = (f"{sex}, {age}, {wait}", f"{sex} {bare}, {wait}", f"{sex} {bare}, {short}")
        room = _ROW_ROOM - (_SIGN_ROOM if has_sign else 0)
        return next((one for one in choices if width(one, TYPE.label) <= room), choices[-1])

    def saved(self, row: JustSaved, at: int) -> SavedFacts:
        """Return a row of "Vừa ghi tại bàn này"; the newest dose can be voided."""
        state: SavedState = "newest" if at == 0 and row.dose is not None else "older"
        reason = ""
        if row.void_reason is not None:
            state, reason = "voided", self.tr("Voided: {0}").format(self.text(row.void_reason))
        mark = Mark(_WHERE[row.standing.stop], self.text(row.standing.words), row.standing.has_hub)
        what = f"{self.text(row.what)}, {formats.clock(row.at)}"
        return SavedFacts(row.entry, row.name, what, mark, state, reason)

    # -- the vial --

    def vial(self, vial: VialInUse | None, now: datetime) -> VialFacts:
        """Return the vial chip, or the sentence that asks for a scan."""
        if vial is None:
            return VialFacts("none", self.tr("Scan a vial's code, or choose a lot"))
        expiry = show_day(vial.expiry)
        # How long it keeps is not confirmed.
        opened = self.tr("Opened {0}. Discard: see leaflet").format(formats.clock(vial.opened_at))
        left, fraction = "", 1.0
        if vial.discard_at is not None:
            opened = self.tr("Opened {0}, discard at {1}").format(
                formats.clock(vial.opened_at), formats.clock(vial.discard_at)
            )
            seconds = int((vial.discard_at - now).total_seconds())
            whole = max(1, int((vial.discard_at - vial.opened_at).total_seconds()))
            left, fraction = formats.minutes_left(seconds), max(0.0, seconds / whole)
        return VialFacts(
            state=_VIALS[vial.state],
            product=vial.product_name,
            lot=self.tr("Lot **{0}**, expires {1}").format(vial.lot, expiry),
            opened=opened,
            left=left,
            fraction=fraction,
            doses_left=max(0, vial.left or 0),
            doses_total=vial.doses or 0,
            doses=self._doses(vial),
            problem=self._problem(vial),
            short=brand(vial.product_name),
        )

    def _doses(self, vial: VialInUse) -> str:
        if vial.doses is None or vial.left is None:
            return self.tr("%n dose(s) of the lot left", "", max(0, vial.lot_left))
        if vial.state == "last_dose":
            return self.tr("**Last dose** of {0}").format(vial.doses)
        return self.tr("**{0} left** of {1} doses").format(max(0, vial.left), vial.doses)

    def _problem(self, vial: VialInUse) -> str:
        if vial.state == "expired":
            return self.tr("The lot has expired: do not inject")
        if vial.state == "past":
            return self.tr("Past discard time: open another")
        return ""


def brand(product: str) -> str:
    """Return a product without its maker: "Comirnaty" of "Comirnaty (Pfizer)"."""
    return _MAKER.sub("", product)


def _years(age: str) -> str:
    """Return an age without its unit: "41", "~75"; months keep it."""
    words = age.replace("khoảng ", "~").replace("about ", "~")
    return words.removesuffix(" tuổi").removesuffix(" years")


def matches(name: str, typed: str) -> tuple[tuple[int, int], ...]:
    """Return where the typed words begin words of the name, as (start, length) in its letters.

    Marks do not matter: "nguyen" finds "Nguyễn". Neighbouring words join into one stretch.
    """
    wanted = fold(typed).split()
    found: list[tuple[int, int]] = []
    at = 0
    for word in name.split(" "):
        folded = fold(word)
        hit = next((one for one in wanted if one and folded.startswith(one)), None)
        if hit is not None:
            wanted.remove(hit)
            length = len(word) if len(hit) >= len(folded) else len(hit)
            if found and found[-1][0] + found[-1][1] + 1 == at and length:
                found[-1] = (found[-1][0], at + length - found[-1][0])
            else:
                found.append((at, length))
        at += len(word) + 1
    return tuple(found)


def _sex(hit: Hit, language: Language) -> str:
    words = {"male": Text(vi="nam", en="male"), "female": Text(vi="nữ", en="female")}
    return words[hit.sex].say(language) if hit.sex in words else ""


def _two_lines(address: str) -> str:
    parts = [part.strip() for part in address.split(",") if part.strip()]
    if len(parts) < 2:
        return address
    return f"{parts[0]},\n{parts[1]}"


def _short(words: str, most: int = 40) -> str:
    """Pills say the beginning; the whole stands in the history and the tool tip."""
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
