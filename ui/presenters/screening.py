"""Screening: the answers are kept here, the rules propose, the view shows, one press saves."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from desk.card import PersonCard
from desk.desk import Desk
from desk.errors import FieldMissing
from desk.recorder import Saved
from desk.screening import Answers, Proposal, ScreeningForm
from immunization.entries import Conclusion, Signature
from immunization.errors import KnownError
from ui.presenters.alert import Alert, of_error
from ui.presenters.consenting import ConsentState, to_be_asked
from ui.presenters.stage import Host
from ui.presenters.vitals import read_vitals
from ui.presenters.work import Latest, Work


class Decision(Struct, frozen=True):
    """The bar: what the rules propose, what is chosen, and whether that overrules them."""

    proposal: Proposal
    chosen: Conclusion
    delay_until: date | None
    overrules: bool
    unreadable: frozenset[str] = frozenset()


class ScreeningView(Protocol):
    """What the screening page can show."""

    def show_nobody(self) -> None:
        """Show that nobody is open."""

    def show_form(self, card: PersonCard, form: ScreeningForm) -> None:
        """Show a person and an empty form, filled from a self-declaration if there is one."""

    def show_elsewhere(self, card: PersonCard) -> None:
        """Show a person who is not at this stage, and where they are."""

    def show_decision(self, decision: Decision) -> None:
        """Show findings, what rules chose, the proposal and the primary action's name."""

    def show_consent(self, state: ConsentState | None) -> None:
        """Show the consent form in the place of the checklist, or with None the checklist."""

    def show_alert(self, alert: Alert | None) -> None:
        """Show one line, or take it back."""

    def go_to(self, field: str) -> None:
        """Bring a field in view, give it the focus and say that it is missing."""

    def blink(self) -> None:
        """Show that the same person's code came again."""

    def ask_where_to_print(self, name: str) -> str:
        """Ask for the file of the sheet; empty if the user leaves it."""

    def keep_paper(self, path: str, pdf: bytes) -> None:
        """Write the sheet and open it."""


class ScreeningPresenter:
    """The screening page's behaviour. All calls on the GUI thread."""

    def __init__(self, view: ScreeningView, desk: Desk, work: Work, host: Host) -> None:
        self._view, self._desk, self._work, self._host = view, desk, work, host
        self._reads = Latest(work)
        self._proposals = Latest(work)
        self._card: PersonCard | None = None
        self._form: ScreeningForm | None = None
        self._answers: Answers | None = None
        self._texts: dict[str, str] = {}
        self._unreadable: frozenset[str] = frozenset()
        self._decision: Decision | None = None
        self._decided: Answers | None = None
        self._pressed: Conclusion | None = None
        self._consent: ConsentState | None = None
        self._sheet = ""
        self._papers = Latest(work)
        self._touched = self._saving = self._hurried = self._is_no_day = False
        view.show_nobody()

    # -- what the workplace asks (ui.presenters.stage.StagePage) --

    def card(self) -> PersonCard | None:
        """Return whose card is open."""
        return self._card

    def is_half_entered(self) -> bool:
        """Tell whether an answer or a figure was entered since the form opened."""
        return self._touched

    def open(self, card: PersonCard) -> None:
        """Open a person's form."""
        self._drop()
        self._card = card
        self._host.opened(card.person)
        if card.stage != "screening":
            self._view.show_elsewhere(card)
            return
        person = card.person
        self._reads.ask(lambda: self._desk.screening.open(person), self._opened, self._failed)

    def same_again(self) -> None:
        """Blink the card."""
        self._view.blink()

    def close_aside(self) -> bool:
        """Go back from the consent form to the checklist. Return whether it was open."""
        if self._consent is None:
            return False
        self._show_consent(None)
        return True

    def close(self) -> bool:
        """Close the consent form, else the person's; what was entered is dropped."""
        if self.close_aside():
            return True
        if self._card is None:
            return False
        self._drop()
        self._view.show_nobody()
        self._host.opened(None)
        return True

    def refresh(self) -> None:
        """Nothing here changes by itself: the form is the nurse's."""

    def primary(self) -> None:
        """Save, or go to what is missing."""
        decision, answers = self._decision, self._answers
        if self._card is not None and self._card.stage != "screening":
            self._elsewhere()
            return
        if self._card is None:
            self._host.listen()
        elif decision is None or answers is None:
            # Nothing was said yet, so nothing may be saved: what is missing is gone to when known.
            self._hurried = True
        elif answers is not self._decided:
            # The rules have not answered yet: what is saved must be what the button says.
            self._pressed = decision.chosen
        elif decision.unreadable:
            self._view.go_to(min(decision.unreadable))
        elif decision.proposal.missing:
            self._view.go_to(decision.proposal.missing[0].field)
        elif decision.overrules and not answers.reason.strip():
            self._view.go_to("reason")
        elif decision.chosen == "delay" and (decision.delay_until is None or self._is_no_day):
            self._view.go_to("delay_until")
        elif not self._saving:
            self._ask_or_save(answers, decision.chosen)

    # -- what the view tells --

    def reaction_asked(self) -> None:
        """Report a reaction of who is open, to an earlier dose."""
        if self._card is not None:
            self._host.report_reaction(self._card.person)

    def vital_typed(self, sign: str, text: str) -> None:
        """Take a vital sign as it is being typed."""
        self._texts[sign] = text
        read = read_vitals(self._texts)
        self._unreadable = read.unreadable
        self._change(vitals=read.vitals)

    def answered(self, code: str, yes: bool) -> None:
        """Take Không or Có for an item."""
        if self._answers is None:
            return
        kept = dict(self._answers.yes)
        if yes:
            kept.setdefault(code, "")
        else:
            kept.pop(code, None)
        self._change(yes=kept)

    def noted(self, code: str, note: str) -> None:
        """Take the note of an item answered Có."""
        if self._answers is not None and code in self._answers.yes:
            self._change(yes={**self._answers.yes, code: note})

    def concluded(self, conclusion: Conclusion) -> None:
        """Take the chosen conclusion; the proposed one needs no reason."""
        self._change(conclusion=conclusion)

    def delayed_until(self, day: date | None, readable: bool = True) -> None:
        """Take the day of a delay; what is typed and no day must not become another one."""
        self._is_no_day = not readable
        self._change(delay_until=day)

    def reasoned(self, reason: str) -> None:
        """Take the reason for overruling the proposal."""
        self._change(reason=reason)

    def decided(self, agreed: bool) -> None:
        """Take whether they agree to be vaccinated."""
        self._consents(agreed=agreed)

    def guardian_typed(self, name: str) -> None:
        """Take who answers for a child."""
        self._consents(guardian=name)

    def phone_typed(self, phone: str) -> None:
        """Take their telephone number."""
        self._consents(phone=phone)

    def signed_by(self, signature: Signature) -> None:
        """Take where they sign."""
        self._consents(signature=signature)

    def signed(self, strokes: str) -> None:
        """Take what was drawn on the screen."""
        self._consents(strokes=strokes)

    def sheet_scanned(self, code: str) -> None:
        """Take the code of the signed sheet of who is open; after the consent, record it too."""
        card = self._card
        if card is None:
            return
        if card.stage == "screening":
            self._sheet = code
            self._consents(paper=code, signature="paper")
            return
        form = self._desk.new_form()
        self._work.write(
            lambda: self._desk.sheets.taken(form, card.person, code), self._saved, self._save_failed
        )

    def print_asked(self) -> None:
        """Make the sheet of the day and write it where the user says."""
        card, consent = self._card, self._consent
        if card is None or consent is None:
            return
        path = self._view.ask_where_to_print(f"phieu-dong-y-{card.number or 'moi'}.pdf")
        if path:
            self._papers.ask(
                lambda: self._desk.sheets.paper(card.person, consent.guardian, consent.phone),
                lambda pdf: self._view.keep_paper(path, pdf),
                self._failed,
            )

    def _consents(self, **fields: object) -> None:
        if self._consent is not None:
            self._touched = True
            self._consent = replace(self._consent, **fields)
            if "guardian" not in fields and "phone" not in fields:
                self._view.show_consent(self._consent)

    def _show_consent(self, state: ConsentState | None) -> None:
        self._consent = state
        self._view.show_consent(state)

    def _ask_or_save(self, answers: Answers, chosen: Conclusion) -> None:
        if self._consent is None and self._form is not None:
            asked = to_be_asked(self._form, chosen, self._sheet)
            if asked is not None:
                self._show_consent(asked)
                return
        self._save(answers)

    def _elsewhere(self) -> None:
        card = self._card
        if card is None:
            return
        if card.stage in {"none", "done"}:
            self._host.go("reception", card.person)
        elif card.stage == "injection":
            self._host.go("injection", card.person)
        else:
            self._host.go("observation", card.person)

    def _drop(self) -> None:
        for reads in (self._reads, self._proposals, self._papers):
            reads.forget()
        self._sheet = ""
        self._card = self._form = self._answers = self._decision = None
        self._decided = self._pressed = None
        if self._consent is not None:
            self._show_consent(None)
        self._texts = {}
        self._unreadable = frozenset()
        self._touched = self._saving = self._hurried = self._is_no_day = False
        self._view.show_alert(None)

    def _opened(self, form: ScreeningForm) -> None:
        if self._card is None:
            return
        self._form = form
        yes = {item.code: item.note for item in form.items if item.yes and not item.by_rule}
        self._answers = Answers(form=form.form, person=form.person, yes=yes)
        self._view.show_form(self._card, form)
        self._propose()

    def _change(self, **fields: object) -> None:
        if self._answers is None:
            return
        self._answers = replace(self._answers, **fields)
        self._touched = True
        self._propose()

    def _propose(self) -> None:
        answers = self._answers
        if answers is not None:
            self._proposals.ask(
                lambda: (answers, self._desk.screening.propose(answers)),
                self._proposed,
                self._failed,
            )

    def _proposed(self, answered: tuple[Answers, Proposal]) -> None:
        answers, proposal = answered
        chosen = answers.conclusion or proposal.conclusion
        until = answers.delay_until or proposal.delay_until if chosen == "delay" else None
        overrules = chosen != proposal.conclusion
        self._decision = Decision(proposal, chosen, until, overrules, self._unreadable)
        self._decided = answers
        self._view.show_decision(self._decision)
        if self._consent is not None and chosen != "vaccinate":
            self._show_consent(None)
        pressed, self._pressed = self._pressed, None
        hurried, self._hurried = self._hurried, False
        if pressed == chosen or (hurried and proposal.missing):
            self.primary()

    def _save(self, answers: Answers) -> None:
        self._saving = True
        decision = self._decision
        if decision is not None:
            answers = replace(
                answers,
                conclusion=decision.chosen,
                delay_until=decision.delay_until,
                reason=answers.reason if decision.overrules else "",
                guardian=self._form.guardian if self._form else "",
                phone=self._form.phone if self._form else "",
            )
        if self._consent is not None:
            answers = self._consent.into(answers)
        self._work.write(lambda: self._desk.screening.save(answers), self._saved, self._save_failed)

    def _saved(self, saved: Saved) -> None:
        self._drop()
        self._view.show_nobody()
        self._host.opened(None)
        self._host.saved(saved)

    def _save_failed(self, error: KnownError) -> None:
        self._saving = False
        self._failed(error)

    def _failed(self, error: KnownError) -> None:
        self._view.show_alert(of_error(error))
        if isinstance(error, FieldMissing):
            self._view.go_to(error.field)
