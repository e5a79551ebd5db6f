"""Reporting a reaction: symptoms and WHO's criteria by number, then one press."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Protocol

from msgspec import Struct
from msgspec.structs import replace

from desk.desk import Desk
from desk.observation import ReactionDraft
from desk.reaction_doses import DoseMeant
from desk.recorder import Saved
from immunization.entries import Outcome, Severity
from immunization.errors import KnownError
from immunization.ids import EntryId, PersonId
from ui.presenters.alert import Alert, of_error
from ui.presenters.vitals import read_vitals
from ui.presenters.work import Latest, Work

ANAPHYLAXIS: Final = "anaphylaxis"


class ReactionState(Struct, frozen=True):
    """What the form shows besides what was typed into it.

    ``doses`` are those that the reaction may belong to, where there are several; ``dose`` the one
    that is meant.
    """

    name: str
    severity: Severity
    symptoms: tuple[str, ...]
    criteria: tuple[str, ...]
    treatment: str = ""
    doses: tuple[DoseMeant, ...] = ()
    dose: EntryId | None = None


class ReactionView(Protocol):
    """What the reaction form can show."""

    def show_reaction(self, state: ReactionState | None) -> None:
        """Show the form, or with None close it."""

    def show_alert(self, alert: Alert | None) -> None:
        """Show one line, or take it back."""

    def go_to(self, field: str) -> None:
        """Give a field the focus and say that it is missing."""


class ReactionPresenter:
    """The form of a reaction, in the page of injection or of observation."""

    def __init__(
        self,
        view: ReactionView,
        desk: Desk,
        work: Work,
        done: Callable[[Saved, Severity], None],
        emergency: Callable[[], None],
    ) -> None:
        self._view, self._desk, self._work, self._done = view, desk, work, done
        self._emergency = emergency
        self._reads = Latest(work)
        self._draft: ReactionDraft | None = None
        self._doses: tuple[DoseMeant, ...] = ()
        self._name = self._said = ""
        self._unreadable: frozenset[str] = frozenset()
        self._saving = self._touched = False

    @property
    def is_open(self) -> bool:
        """Whether the form is shown."""
        return self._draft is not None

    @property
    def is_half_entered(self) -> bool:
        """Whether something was entered into it."""
        return self._touched

    def open(self, person: PersonId, name: str, dose: EntryId | None) -> None:
        """Open the form for a person, with ``dose`` chosen if one is known; another may be."""
        now = self._desk.clock.now()
        self._draft = ReactionDraft(self._desk.new_form(), person, dose, onset_at=now)
        self._name, self._said = name, ""
        self._doses = ()
        self._unreadable = frozenset()
        self._saving = self._touched = False
        self._show()
        self._reads.ask(
            lambda: self._desk.observation.doses_of(person), self._doses_read, self._failed
        )

    def close(self) -> bool:
        """Close the form. Return whether it was open."""
        was_open, self._draft = self._draft is not None, None
        self._saving = self._touched = False
        self._reads.forget()
        if was_open:
            self._view.show_reaction(None)
        return was_open

    def dose_chosen(self, dose: EntryId) -> None:
        """Say which dose the reaction belongs to."""
        self._change(dose=dose)

    def symptom_toggled(self, code: str) -> None:
        """Add a symptom or take it away."""
        draft = self._draft
        if draft is None:
            return
        self._change(symptoms=_toggled(draft.symptoms, code))
        if code == ANAPHYLAXIS and code not in draft.symptoms:
            self._emergency()

    def treated(self, treatment: str) -> None:
        """Take what the emergency card says was given; the sign it stands for is ticked."""
        draft = self._draft
        if draft is None:
            return
        known = ANAPHYLAXIS in draft.symptoms
        symptoms = draft.symptoms if known else (ANAPHYLAXIS, *draft.symptoms)
        # What was typed stays; what the card said before is in what it says now.
        typed = draft.treatment.replace(self._said, "").strip("; ")
        self._said = treatment
        parts = (part for part in (treatment, typed) if part)
        self._change(symptoms=symptoms, treatment="; ".join(parts))

    def criterion_toggled(self, code: str) -> None:
        """Add a criterion of seriousness or take it away."""
        if self._draft is not None:
            self._change(criteria=_toggled(self._draft.criteria, code))

    def described(self, description: str, treatment: str) -> None:
        """Take the free text as it is being typed."""
        self._change(description=description, treatment=treatment)

    def told_more(self, bearing: str, history: str, treated_at: str, cause: str) -> None:
        """Take what the report of a serious event asks for besides, as it is being typed."""
        self._change(
            bearing=bearing or None, history=history, treated_at=treated_at or None, cause=cause
        )

    def outcome_chosen(self, outcome: Outcome) -> None:
        """Take how it stands now."""
        self._change(outcome=outcome)

    def vitals_typed(self, texts: Mapping[str, str]) -> None:
        """Take vital signs as they are being typed."""
        read = read_vitals(texts)
        self._unreadable = read.unreadable
        self._change(vitals=read.vitals)

    def save(self) -> None:
        """Report, or say what is missing."""
        draft = self._draft
        if draft is None or self._saving:
            return
        if not draft.symptoms and not draft.description.strip():
            self._view.go_to("symptoms")
            return
        if self._unreadable:
            self._view.go_to(min(self._unreadable))
            return
        self._saving = True
        severity = draft.severity
        self._work.write(
            lambda: self._desk.observation.report(draft),
            lambda saved: self._saved(saved, severity),
            self._failed,
        )

    def _change(self, **fields: object) -> None:
        if self._draft is None:
            return
        self._draft = replace(self._draft, **fields)
        self._touched = True
        self._show()

    def _show(self) -> None:
        draft = self._draft
        if draft is None:
            return
        self._view.show_reaction(
            ReactionState(
                self._name,
                draft.severity,
                draft.symptoms,
                draft.criteria,
                draft.treatment,
                self._doses if len(self._doses) > 1 else (),
                draft.dose,
            )
        )

    def _doses_read(self, doses: tuple[DoseMeant, ...]) -> None:
        draft = self._draft
        if draft is None:
            return
        self._doses = doses
        if draft.dose is None and doses:
            self._draft = replace(draft, dose=doses[0].id)
        self._show()

    def _saved(self, saved: Saved, severity: Severity) -> None:
        self.close()
        self._done(saved, severity)

    def _failed(self, error: KnownError) -> None:
        self._saving = False
        self._view.show_alert(of_error(error))


def _toggled(codes: tuple[str, ...], code: str) -> tuple[str, ...]:
    if code in codes:
        return tuple(other for other in codes if other != code)
    return (*codes, code)
