"""Reception: find or register the person, see the card, give the number of the day.

From the card: put particulars right, or say that another record is the same human being.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal, Protocol

from msgspec import Struct
from msgspec.structs import replace

from desk.card import Clash, PersonCard
from desk.certified import Certificate, Offer, is_about
from desk.desk import Desk
from desk.identify import Candidates, Hit, Identified, NewPerson, Nothing, Opened
from desk.reception import Registration
from desk.recorder import Saved
from desk.wording import joined
from immunization.errors import KnownError
from immunization.ids import EntryId, PersonId
from immunization.text import Text
from ui.presenters.alert import Alert, of_error
from ui.presenters.code_reads import CodeRead, CodeReads
from ui.presenters.correction import CorrectionPresenter, CorrectionView
from ui.presenters.linking import LinkingPresenter, LinkingView
from ui.presenters.registration import RegistrationPresenter, RegistrationView
from ui.presenters.stage import Host
from ui.presenters.unlinking import UnlinkPresenter, UnlinkView
from ui.presenters.work import Latest, Work

Mode = Literal["idle", "hits", "card", "form", "correct", "link"]

_PAUSE: Final = 0.6
"""Seconds in which a second tap of the key that saved does not receive the person as well."""

_UNFINISHED: Final = Text(
    vi="Đang ghi dở. Xin lưu, hoặc bấm Esc để bỏ.",
    en="Half entered. Please save it, or press Esc to drop it.",
)


class Next(Struct, frozen=True):
    """The action bar: who is meant, and what the primary action will do."""

    mode: Mode
    name: str = ""
    born: str = ""
    number: str | None = None
    """The number that arriving will give, or has given already."""

    stage: str = "none"
    may_link: bool = False
    """Whether the operator may say that two records are one person, or take that back."""

    is_linked: bool = False
    may_report: bool = False
    """Whether a reaction can be reported: somebody who ever got a dose."""


class ReceptionView(RegistrationView, CorrectionView, LinkingView, UnlinkView, Protocol):
    """What the reception page can show."""

    def show_idle(self) -> None:
        """Show that nobody is open."""

    def show_hits(self, found: Candidates) -> None:
        """Show the list, with nobody chosen."""

    def show_nothing(self, found: Nothing) -> None:
        """Say that nobody was found, and how to register."""

    def show_card(
        self,
        card: PersonCard,
        clashes: tuple[Clash, ...],
        faults: tuple[Text, ...],
        says: tuple[Text, ...] = (),
    ) -> None:
        """Show a person before arrival, what the code contradicts, lacks, and says besides."""

    def show_proof(self, offer: Offer | None) -> None:
        """Show what a certificate adds to the history of who is open, or why nothing."""

    def show_next(self, next_step: Next) -> None:
        """Show what the primary action will do."""

    def show_others(self, found: Candidates) -> None:
        """Show the list of who may be the other record."""

    def show_reads(self, reads: tuple[CodeRead, ...]) -> None:
        """Show what was read last."""

    def move_choice(self, by: int) -> None:
        """Move the choice in the list."""

    def blink(self) -> None:
        """Show that the same person's code came again."""


class ReceptionPresenter:
    """The reception page's behaviour. All calls on the GUI thread."""

    def __init__(self, view: ReceptionView, desk: Desk, work: Work, host: Host) -> None:
        self._view, self._desk, self._work, self._host = view, desk, work, host
        self._reads, self._numbers, self._again = Latest(work), Latest(work), Latest(work)
        self._told: tuple[tuple[Clash, ...], tuple[Text, ...], tuple[Text, ...]] = ((), (), ())
        self.form = RegistrationPresenter(view, desk, work, self._saved, self._tell)
        self.correction = CorrectionPresenter(view, desk, work, self._corrected)
        self.unlinking = UnlinkPresenter(view, desk, work, self._taken_apart)
        self.linking = LinkingPresenter(view, desk, work, self._about_card, self._tell)
        self._proofs = Latest(work)
        self._certificate: Certificate | None = None
        self._mode: Mode = "idle"
        self._card: PersonCard | None = None
        self._hits: dict[PersonId, Hit] = {}
        self._chosen: PersonId | None = None
        self._arrival: tuple[PersonId, EntryId] | None = None
        self._next_number: str | None = None
        self._codes = CodeReads()
        self._saving = False
        self._saved_at: float | None = None
        self._typed = ""
        view.show_idle()
        view.show_reads(())

    # -- what the workplace asks (ui.presenters.stage.StagePage) --

    def card(self) -> PersonCard | None:
        """Return whose card is open."""
        return self._card

    def is_half_entered(self) -> bool:
        """Tell whether a form was begun by hand."""
        parts = (self.form, self.correction, self.linking)
        return any(part.is_half_entered for part in parts)

    def open(self, card: PersonCard) -> None:
        """Show a person before arrival."""
        self.open_found(Opened(card))

    def open_found(self, found: Opened) -> None:
        """Show a person before arrival, with what the code says otherwise.

        While the other record of a link is looked for, whoever is found is it.
        """
        if self._looks_for_other():
            self.linking.compare(found.card)
            return
        self._reset("card")
        self._card, self._told = found.card, (found.clashes, found.faults, found.says)
        self._host.opened(found.card.person)
        self._view.show_card(found.card, *self._told)
        self._proves_open_card()
        self._tell()

    def same_again(self) -> None:
        """Blink the card."""
        self._view.blink()

    def close_aside(self) -> bool:
        """Nothing is opened here only to look at."""
        return False

    def close(self) -> bool:
        """Close the form, the card or the list; from a form about a card back to the card."""
        if self._mode == "idle":
            return False
        if self._mode in {"correct", "link"} and self._card is not None:
            self._show_card(self._card)
            return True
        self._idle()
        return True

    def primary(self) -> None:
        """Receive the person, register, or go on with who was received already."""
        if self._mode == "form":
            self.form.save()
        elif self._mode == "correct":
            self.correction.save()
        elif self._mode == "link":
            self._link_or_choose()
        elif self._mode == "card" and self._card is not None:
            if not self._just_saved():
                self._receive_or_follow(self._card)
        elif self._mode == "hits" and self._chosen is not None:
            self._receive_hit(self._hits[self._chosen])
        else:
            self._host.listen()

    def refresh(self) -> None:
        """Read the next number and the open card again: either may be another by now."""
        self._numbers.ask(self._desk.reception.next_number, self._number_read, self._failed)
        card = self._card
        if card is not None and not self._saving:
            self._again.ask(
                lambda: self._desk.cards.of(card.person), self._card_again, self._failed
            )

    # -- what came in by the field --

    def show_candidates(self, found: Candidates) -> None:
        """Show the list while somebody types, or because several may be meant."""
        if self._mode == "form" and self.form.is_half_entered:
            return
        if self._looks_for_other():
            self._show_others(found)
            return
        self._certificate = found.certificate
        if self._proves_open_card():
            return
        self._reset("hits" if found.hits else "idle")
        self._typed = found.typed
        self._hits = {hit.person: hit for hit in found.hits}
        self._view.show_hits(found)
        self._tell()

    def close_list(self) -> None:
        """The field was emptied: the list that belonged to its words goes."""
        if self._mode == "hits":
            self._idle()
        elif self._looks_for_other() and self._hits:
            self._hits, self._chosen = {}, None
            self.linking.search()

    def show_nothing(self, found: Nothing) -> None:
        """Say that nobody was found; Ctrl+N starts with what was typed."""
        if self._looks_for_other():
            self._view.show_alert(Alert("info", found.text))
            return
        self._reset("idle")
        self._typed = found.typed
        self._view.show_nothing(found)
        self._tell()

    def register_new(self, found: NewPerson) -> None:
        """Open the form filled from a code, and say what of the code was not taken."""
        self._open_form(found.registration, found.clashes)
        if found.faults or found.says:
            said = joined((*found.faults, *found.says))
            self._view.show_alert(Alert("warn" if found.faults else "info", said))

    def note_read(self, found: Identified, at: datetime) -> None:
        """Add a row to "Vừa đọc"."""
        self._view.show_reads(self._codes.read(found, at))

    # -- what the view tells --

    def chosen(self, person: PersonId | None) -> None:
        """Take the row that is marked in the list."""
        self._chosen = person if person in self._hits else None
        self._tell()

    def open_chosen(self, person: PersonId) -> None:
        """Open the card of a row."""
        if self._looks_for_other():
            self.linking.choose(person)
            return
        self._reads.ask(lambda: self._desk.cards.of(person), self.open, self._failed)

    def register_asked(self, registration: Registration | None = None) -> None:
        """Open an empty form (Ctrl+N), with the name that was typed in the field."""
        if self._mode == "form":
            return
        if self.is_half_entered():
            self._view.show_alert(Alert("warn", _UNFINISHED))
            return
        if registration is None:
            registration = self._desk.reception.blank()
        self._open_form(registration, ())

    def correct_asked(self) -> None:
        """Open the form that puts the open person's particulars right (F4)."""
        self._correct(take_over=False)

    def take_over_asked(self) -> None:
        """Open that form with what the code says in it."""
        if self._mode == "correct":
            self.correction.take_over()
        else:
            self._correct(take_over=True)

    def reaction_asked(self) -> None:
        """Report a reaction of who is open."""
        if self._card is not None:
            self._host.report_reaction(self._card.person)

    def proof_taken(self) -> None:
        """Keep the doses that the certificate of the open person proves."""
        card, certificate = self._card, self._certificate
        if card is None or certificate is None or self._saving:
            return
        form, self._certificate = self._desk.new_form(), None
        self._work.write(
            lambda: self._desk.certified.keep(form, card.person, certificate),
            self._about_card,
            self._failed,
        )

    def link_asked(self) -> None:
        """Say that the open person has another record, or take that back; for a supervisor."""
        card = self._card
        if self._mode == "card" and card is not None and self.linking.may_open():
            if card.same_as:
                self.unlinking.open(card.person)
                return
            self._mode = "link"
            self._hits, self._chosen = {}, None
            self.linking.open(card)
            self._tell()

    # -- inside --

    def _proves_open_card(self) -> bool:
        """Offer a certificate's doses for who is open, if it is theirs."""
        card, certificate = self._card, self._certificate
        if self._mode != "card" or card is None or certificate is None:
            return False
        if not is_about(certificate, card.name, card.birth):
            return False
        self._proofs.ask(
            lambda: self._desk.certified.offer(card.person, certificate),
            self._offered,
            self._failed,
        )
        return True

    def _offered(self, offer: Offer) -> None:
        card = self._card
        if self._mode == "card" and card is not None and card.person == offer.person:
            self._view.show_proof(offer)

    def _taken_apart(self, saved: Saved) -> None:
        card = self._card
        self._host.saved(saved)
        if card is not None:
            self._host.go("reception", card.person)

    def _correct(self, *, take_over: bool) -> None:
        card = self._card
        if self._mode == "card" and card is not None:
            self._view.show_alert(None)
            self._mode = "correct"
            self.correction.open(card, self._told[0], take_over=take_over)
            self._tell()

    def _looks_for_other(self) -> bool:
        return self._mode == "link" and self.linking.other is None

    def _show_others(self, found: Candidates) -> None:
        card = self._card
        known = {card.person, *card.same_as} if card is not None else set()
        hits = tuple(hit for hit in found.hits if hit.person not in known)
        self._hits = {hit.person: hit for hit in hits}
        self._chosen = None
        self._view.show_others(replace(found, hits=hits))
        self._tell()

    def _link_or_choose(self) -> None:
        if self.linking.other is not None:
            self.linking.save()
        elif self._chosen is not None:
            self.linking.choose(self._chosen)
        else:
            self._host.listen()

    def _show_card(self, card: PersonCard) -> None:
        """Show the card that a form stood before."""
        self.correction.close()
        self.linking.close()
        self._mode, self._card = "card", card
        self._hits, self._chosen = {}, None
        self._view.show_alert(None)
        self._view.show_card(card, *self._told)
        self._tell()

    def _corrected(self, saved: Saved) -> None:
        fields = self.correction.changes()
        clashes, faults, says = self._told
        self._told = (tuple(one for one in clashes if one.field not in fields), faults, says)
        self._about_card(saved)

    def _about_card(self, saved: Saved) -> None:
        """Something about the open person was saved: the card again, with what is known now."""
        self.correction.close()
        self.linking.close()
        self._mode = "card"
        self._saved_at = self._desk.clock.monotonic()
        card = self._card
        if card is not None:
            self._reads.ask(lambda: self._desk.cards.of(card.person), self._show_card, self._failed)
        self._view.show_reads(self._codes.saved(saved))
        self._host.saved(saved)

    def _open_form(self, registration: Registration, clashes: tuple[Clash, ...]) -> None:
        self._reset("form")
        self.form.open(registration, clashes)
        self._tell()

    def _reset(self, mode: Mode) -> None:
        for reads in (self._reads, self._again, self._proofs):
            reads.forget()
        for part in (self.form, self.correction, self.linking):
            part.close()
        self._mode = mode
        self._card = None
        self._hits = {}
        self._chosen = None
        self._saving = False
        self._saved_at = None
        self._view.show_alert(None)
        self._host.opened(None)

    def _idle(self) -> None:
        self._reset("idle")
        self._certificate = None
        self._typed = ""
        self._view.show_idle()
        self._tell()

    def _receive_or_follow(self, card: PersonCard) -> None:
        if card.stage == "none":
            self._arrive(card.person)
        elif card.stage == "screening":
            self._host.go("screening", card.person)
        elif card.stage == "injection":
            self._host.go("injection", card.person)
        elif card.stage == "observation":
            self._host.go("observation", card.person)
        else:
            self._idle()
            self._host.listen()

    def _receive_hit(self, hit: Hit) -> None:
        if hit.stage == "none":
            self._arrive(hit.person)
        else:
            self.open_chosen(hit.person)

    def _arrive(self, person: PersonId) -> None:
        if self._saving:
            return
        if self._arrival is None or self._arrival[0] != person:
            self._arrival = (person, self._desk.new_form())
        form = self._arrival[1]
        self._saving = True
        self._work.write(
            lambda: self._desk.reception.arrive(form, person), self._saved, self._failed
        )

    def _saved(self, saved: Saved) -> None:
        self._arrival = None
        self._view.show_reads(self._codes.saved(saved))
        self._idle()
        self._host.saved(saved)
        self.refresh()

    def _just_saved(self) -> bool:
        saved_at = self._saved_at
        return saved_at is not None and self._desk.clock.monotonic() - saved_at < _PAUSE

    def _card_again(self, card: PersonCard) -> None:
        if self._card is not None and card.person == self._card.person and card != self._card:
            self._card = card
            if self._mode == "card":
                self._view.show_card(card, *self._told)
                self._proves_open_card()
                self._tell()

    def _number_read(self, number: str) -> None:
        self._next_number = number
        self._tell()

    def _tell(self) -> None:
        self._view.show_next(self._next())

    def _next(self) -> Next:
        if self._mode == "card" and self._card is not None:
            card = self._card
            number = self._next_number if card.stage == "none" else card.number
            may_link = self._desk.station.operator.is_supervisor
            return Next(
                "card", card.name, card.birth_words.vi, number, card.stage, may_link,
                bool(card.same_as), any(one.kind == "dose" for one in card.history),
            )  # fmt: skip
        if self._mode in {"correct", "link"} and self._card is not None:
            return self._next_of_form(self._card)
        if self._mode == "hits" and self._chosen is not None:
            hit = self._hits[self._chosen]
            number = self._next_number if hit.stage == "none" else hit.number
            return Next("hits", hit.name, hit.birth_words.vi, number, hit.stage)
        if self._mode == "form":
            return Next("form", self.form.name, "", self._next_number)
        return Next(self._mode, number=self._next_number)

    def _next_of_form(self, card: PersonCard) -> Next:
        if self._mode == "correct" or self.linking.other is not None:
            return Next(self._mode, card.name, stage="ready")
        chosen = self._hits.get(self._chosen) if self._chosen is not None else None
        return Next(self._mode, chosen.name if chosen is not None else "")

    def _failed(self, error: KnownError) -> None:
        self._saving = False
        self._view.show_alert(of_error(error))
