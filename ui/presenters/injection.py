"""Injection: who, whether, from which vial, where; one press records the dose."""

from __future__ import annotations

from typing import Protocol

from msgspec.structs import replace

from desk.card import PersonCard
from desk.desk import Desk
from desk.injection import DoseDraft, DoseForm, Objection, VialInUse
from desk.recorder import Saved
from desk.stock import LotRow
from immunization.entries import BodySite, Severity
from immunization.errors import KnownError
from immunization.ids import EntryId, LotId, StaffId
from ui.presenters.alert import Alert, of_error
from ui.presenters.reaction import ReactionPresenter, ReactionView
from ui.presenters.stage import Host
from ui.presenters.work import Latest, Work


class InjectionView(ReactionView, Protocol):
    """What the injection page can show."""

    def show_nobody(self) -> None:
        """Show that nobody is open."""

    def show_card(self, card: PersonCard) -> None:
        """Show the head, the verdict and the history."""

    def show_elsewhere(self, card: PersonCard) -> None:
        """Show the card, and where the person is instead of a form."""

    def show_form(self, form: DoseForm, draft: DoseDraft) -> None:
        """Show the form as it stands."""

    def show_vial(self, vial: VialInUse | None) -> None:
        """Show the vial on the tray, or ask for a scan."""

    def show_lots(self, lots: tuple[LotRow, ...] | None) -> None:
        """Show the lots to choose from, or with None close the list."""

    def show_objections(self, objections: tuple[Objection, ...]) -> None:
        """Show what speaks against the dose; what asks for a reason opens its field."""

    def show_not_given(self, shown: bool) -> None:
        """Open or close the reasons for not injecting."""

    def show_why(self, shown: bool) -> None:
        """Open or close the rule, source and data of the verdict."""

    def blink(self) -> None:
        """Show that the same person's code came again."""


class InjectionPresenter:
    """The injection page's behaviour. All calls on the GUI thread."""

    def __init__(self, view: InjectionView, desk: Desk, work: Work, host: Host) -> None:
        self._view, self._desk, self._work, self._host = view, desk, work, host
        self._reads, self._judging, self._vials = Latest(work), Latest(work), Latest(work)
        self._again = Latest(work)
        self.reaction = ReactionPresenter(view, desk, work, self._reaction_saved, host.emergency)
        self._card: PersonCard | None = None
        self._form: DoseForm | None = None
        self._draft: DoseDraft | None = None
        self._vial: VialInUse | None = None
        self._objections: tuple[Objection, ...] = ()
        self._not_given_form: EntryId | None = None
        self._not_given = ("", "")
        self._judged: DoseDraft | None = None
        self._touched = self._saving = self._pressed = self._is_given = False
        self._choosing = self._why = self._is_outdated = False
        self._taking = 0
        view.show_nobody()
        view.show_vial(None)

    # -- what the workplace asks (ui.presenters.stage.StagePage) --

    def card(self) -> PersonCard | None:
        """Return whose card is open."""
        return self._card

    def is_half_entered(self) -> bool:
        """Tell whether something was entered since the form opened."""
        says_why_not = self._not_given_form is not None and bool(self._not_given[1].strip())
        return self._touched or says_why_not or self.reaction.is_half_entered

    def open(self, card: PersonCard) -> None:
        """Open a person's form."""
        self._drop()
        self._card = card
        self._host.opened(card.person)
        self._show(card)
        if not card.may_inject:
            self._view.show_elsewhere(card)
            return
        self._desk.injection.hold(card)
        person = card.person
        self._reads.ask(lambda: self._desk.injection.open(person), self._opened, self._failed)

    def open_again(self, card: PersonCard, voided: EntryId) -> None:
        """Open the form filled in as a voided dose was, for doing it again."""
        self._drop()
        self._card = card
        self._host.opened(card.person)
        self._show(card)
        self._desk.injection.hold(card)
        person = card.person
        self._reads.ask(
            lambda: self._desk.injection.again(person, voided), self._opened, self._failed
        )

    def open_reaction(self, card: PersonCard, treatment: str = "") -> None:
        """Open the form of a reaction for a person, and no form of a dose."""
        self._drop()
        self._card = card
        self._host.opened(card.person)
        self._show(card)
        self._view.show_elsewhere(card)
        self.reaction_asked()
        if treatment:
            self.reaction.treated(treatment)

    def same_again(self) -> None:
        """Blink the card."""
        self._view.blink()

    def close_aside(self) -> bool:
        """Close the lots or the reason of the verdict."""
        return self._not_given_form is None and self._close_panels()

    def close(self) -> bool:
        """Close what is open on top, else the person. Return whether anything was open."""
        if self.reaction.close():
            self._fill_anew()
            return True
        if self._close_panels():
            self._fill_anew()
            return True
        if self._card is None:
            return False
        self._drop()
        self._view.show_nobody()
        self._host.opened(None)
        return True

    def refresh(self) -> None:
        """Read the vial and the open card again: a dose may have come from elsewhere."""
        self._vials.ask(self._desk.injection.vial, self._vial_read, self._failed)
        card = self._card
        if card is not None and not self._saving:
            read = self._desk.injection.card if self._form is not None else self._desk.cards.of
            self._again.ask(lambda: read(card.person), self._card_again, self._failed)

    def primary(self) -> None:
        """Record the dose, or go to what is missing."""
        if self.reaction.is_open:
            self.reaction.save()
            return
        if self._not_given_form is not None:
            self._save_not_given(self._not_given_form)
            return
        draft = self._draft
        if draft is None or self._form is None:
            self._no_form()
        elif draft.lot is None:
            self._view.go_to("vial")
        elif draft is not self._judged or self._taking:
            # Judged first: nothing is saved past an objection not shown, nor out of the vial
            # that was on the tray while another is being put there.
            self._pressed = True
        elif any(objection.force == "refuse" for objection in self._objections):
            self._view.go_to("objection")
        elif self._objections and not draft.reason.strip():
            self._view.go_to("reason")
        elif not self._saving:
            self._save(draft)

    # -- what the view tells --

    def body_site_chosen(self, site: BodySite) -> None:
        """Take the place of the injection; "other" asks for its words."""
        self._change(body_site=site)

    def place_typed(self, place: str) -> None:
        """Take the words of another place."""
        self._change(place=place)

    def vaccinator_chosen(self, staff: StaffId) -> None:
        """Take who injects."""
        self._change(vaccinator=staff)

    def volume_typed(self, volume: float | None) -> None:
        """Take the volume in ml."""
        self._change(volume=volume)

    def reasoned(self, reason: str) -> None:
        """Take the reason for going on against an objection; nothing is judged anew."""
        if self._draft is not None:
            judged = self._draft is self._judged
            self._draft = replace(self._draft, reason=reason)
            self._touched = True
            if judged:
                self._judged = self._draft

    def lots_asked(self) -> None:
        """Show the lots that may be put on the tray."""
        self._close_panels()
        self._choosing = True
        self._vials.ask(
            lambda: self._desk.stock.lots(usable_only=True), self._lots_read, self._failed
        )

    def lot_chosen(self, lot: LotId) -> None:
        """Put a new vial of a lot on the tray. A vial's code comes here too."""
        self._choosing = False
        self._view.show_lots(None)
        self._taking += 1
        self._work.write(
            lambda: self._desk.injection.take_vial(lot), self._vial_taken, self._vial_refused
        )

    def not_given_asked(self) -> None:
        """Open the reasons for not injecting."""
        if self._card is not None:
            self._close_panels()
            self._not_given_form = self._desk.new_form()
            self._not_given = ("", "")
            self._view.show_not_given(True)

    def not_given_chosen(self, reason: str, note: str) -> None:
        """Take why the person is not injected; the primary action saves it."""
        self._not_given = (reason, note)

    def reaction_asked(self) -> None:
        """Open the form of a reaction for the person who is open."""
        if self._card is not None:
            self.reaction.open(self._card.person, self._card.name, _last_dose(self._card))

    def why_asked(self) -> None:
        """Show or hide why this verdict (F8)."""
        if self._card is not None:
            was_shown = self._why
            self._close_panels()
            self._why = not was_shown
            self._view.show_why(self._why)

    def elsewhere_asked(self) -> None:
        """Go with the person to the stage where they are."""
        card = self._card
        if card is None:
            return
        if card.stage == "screening":
            self._host.go("screening", card.person)
        elif card.stage == "observation":
            self._host.go("observation", card.person)
        else:
            self._host.go("reception", card.person)

    def hold_again(self) -> None:
        """Let the other desks know once more who is open: the operator came back to the desk."""
        if self._card is not None and self._form is not None:
            self._desk.injection.hold(self._card)

    # -- inside --

    def _no_form(self) -> None:
        if self._card is None:
            self._host.listen()
        elif not self._card.may_inject:  # else the form is on its way
            self.elsewhere_asked()

    def _show(self, card: PersonCard) -> None:
        self._view.show_card(card)
        self._view.show_alert(Alert("stop", card.held) if card.held else None)

    def _drop(self) -> None:
        self._desk.injection.let_go(given=self._is_given)
        self._is_given = False
        for reads in (self._reads, self._judging, self._again):
            reads.forget()
        self._card = self._form = self._draft = self._judged = None
        self._not_given_form = None
        self._objections = ()
        self._touched = self._saving = self._pressed = self._is_outdated = False
        self.reaction.close()
        self._close_panels()
        self._view.show_alert(None)

    def _close_panels(self) -> bool:
        was_open = self._choosing or self._why or self._not_given_form is not None
        if self._choosing:
            self._view.show_lots(None)
        if self._why:
            self._view.show_why(False)
        if self._not_given_form is not None:
            self._view.show_not_given(False)
        self._choosing = self._why = False
        self._not_given_form = None
        return was_open

    def _opened(self, form: DoseForm) -> None:
        if self._card is None:
            return
        self._form = form
        # The verdict must be about the vaccine in hand, not about another that is due as well.
        if form.card is not None and form.card != self._card:
            self._card = form.card
            self._show(form.card)
        self._take(form.vial)
        self._draft = DoseDraft(
            form=form.form,
            person=form.person,
            lot=form.lot,
            dose_kind=form.dose_kind,
            number=form.number,
            volume=form.volume,
            body_site=form.body_site,
            route=form.route,
            vaccinator=form.vaccinator,
            observe_minutes=form.observe_minutes,
        )
        self._view.show_form(form, self._draft)
        if form.other_vial is not None:
            self._view.show_alert(Alert("info", form.other_vial))
        self._judge()

    def _change(self, **fields: object) -> None:
        if self._draft is None or self._form is None:
            return
        self._draft = replace(self._draft, **fields)
        self._touched = True
        self._judge()

    def _judge(self) -> None:
        draft = self._draft
        if draft is not None and draft.lot is not None:
            self._judging.ask(
                lambda: (draft, self._desk.injection.objections(draft)), self._found, self._failed
            )

    def _found(self, answered: tuple[DoseDraft, tuple[Objection, ...]]) -> None:
        judged, self._objections = answered
        draft = self._draft
        if draft is None:
            return
        # A reason typed meanwhile is not a change that would have to be judged again.
        self._judged = draft if replace(draft, reason=judged.reason) == judged else None
        self._view.show_objections(self._objections)
        pressed, self._pressed = self._pressed, False
        if pressed and self._judged is not None:
            self.primary()

    def _take(self, vial: VialInUse | None) -> None:
        self._vial = vial
        self._view.show_vial(vial)

    def _vial_read(self, vial: VialInUse | None) -> None:
        changed = (vial.lot_id if vial else None) != (self._vial.lot_id if self._vial else None)
        self._take(vial)
        if changed and self._draft is not None:
            self._draft = replace(self._draft, lot=vial.lot_id if vial else None)
            self._judge()

    def _card_again(self, card: PersonCard) -> None:
        before = self._card
        if before is None or card.person != before.person or card == before:
            return
        self._card = card
        if card.held != before.held:
            self._show(card)
        else:
            self._view.show_card(card)
        self._judge()

    def _vial_refused(self, error: KnownError) -> None:
        self._taking -= 1
        self._pressed = False
        self._failed(error)

    def _vial_taken(self, vial: VialInUse) -> None:
        self._taking -= 1
        self._take(vial)
        self._view.show_alert(None)
        card, form = self._card, self._form
        if card is None or form is None:
            return
        if not self._touched or vial.product != _product_of(form):
            # The dose that is due may be another with this vaccine, and so may be all of the form.
            self._is_outdated = True
            self._fill_anew()
        elif self._draft is not None:
            self._draft = replace(self._draft, lot=vial.lot_id)
            self._judge()

    def _fill_anew(self) -> None:
        """Open the form again by the vial that was taken, once no other stands before it."""
        is_behind = self.reaction.is_open or self._not_given_form is not None
        if self._is_outdated and self._card is not None and not is_behind:
            self.open(self._card)

    def _lots_read(self, lots: tuple[LotRow, ...]) -> None:
        if self._choosing:
            self._view.show_lots(lots)

    def _save(self, draft: DoseDraft) -> None:
        self._saving = True
        self._work.write(lambda: self._desk.injection.save(draft), self._given, self._save_failed)

    def _save_not_given(self, form: EntryId) -> None:
        card, (reason, note) = self._card, self._not_given
        if not reason:
            self._view.go_to("not_given")
        elif reason == "other" and not note.strip():
            self._view.go_to("not_given_note")
        elif card is not None and not self._saving:
            self._saving = True
            self._work.write(
                lambda: self._desk.injection.not_given(form, card.person, reason, note),
                self._saved,
                self._save_failed,
            )

    def _given(self, saved: Saved) -> None:
        """Go on with the same person where another vaccine is due in this visit."""
        card, self._is_given = self._card, True
        self._saved(saved)
        if card is not None and len(card.still_due) > 1:
            self._reads.ask(lambda: self._desk.cards.of(card.person), self._next_dose, self._failed)

    def _next_dose(self, card: PersonCard) -> None:
        if self._card is None and card.may_inject:
            self.open(card)

    def _saved(self, saved: Saved) -> None:
        self._drop()
        self._view.show_nobody()
        self._host.opened(None)
        self._host.saved(saved)
        self.refresh()

    def _reaction_saved(self, saved: Saved, severity: Severity) -> None:
        if severity == "serious":
            self._host.play("serious")
        self._fill_anew()
        self._host.saved(saved)

    def _save_failed(self, error: KnownError) -> None:
        self._saving = False
        self._failed(error)
        self._judge()

    def _failed(self, error: KnownError) -> None:
        self._view.show_alert(of_error(error))


def _product_of(form: DoseForm) -> str:
    """Return for which vaccine a form is filled in: that in hand, else what is due."""
    if form.vial is not None and form.other_vial is None:
        return form.vial.product
    return form.due.product if form.due is not None else ""


def _last_dose(card: PersonCard) -> EntryId | None:
    if card.dose_today is not None:
        return card.dose_today
    doses = (item for item in card.history if item.kind == "dose" and item.void is None)
    return next((item.entry for item in doses if item.entry is not None), None)
