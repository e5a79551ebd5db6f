"""What the workplace asks of every page, and what every page may ask of the workplace."""

from __future__ import annotations

from typing import Literal, Protocol

from desk.card import PersonCard
from desk.recorder import Saved
from immunization.ids import PersonId
from ui.ports import SoundName

StageName = Literal["reception", "screening", "injection", "observation"]
PlaceName = Literal["list", "stock", "sync", "serious", "devices"]
Where = StageName | PlaceName

STAGES: tuple[StageName, ...] = ("reception", "screening", "injection", "observation")
PLACES: tuple[Where, ...] = (*STAGES, "list", "stock", "sync", "serious", "devices")


class Host(Protocol):
    """The workplace, as a page sees it."""

    def saved(self, saved: Saved) -> None:
        """Take note that something was committed: the field is emptied and listens."""
        ...

    def go(self, where: Where, person: PersonId | None = None) -> None:
        """Show another page, with a person opened on it if one is given."""
        ...

    def opened(self, person: PersonId | None) -> None:
        """Mark who is open in the queue."""
        ...

    def listen(self) -> None:
        """Give the focus back to the scan field."""
        ...

    def play(self, sound: SoundName) -> None:
        """Play a sound."""
        ...

    def report_reaction(self, person: PersonId) -> None:
        """Open the form of a reaction for somebody, from whatever list their name stands in."""
        ...

    def emergency(self) -> None:
        """Open the emergency card for whoever is open, at once."""
        ...


class StagePage(Protocol):
    """A page that works on one person at a time."""

    def card(self) -> PersonCard | None:
        """Return whose card is open."""
        ...

    def is_half_entered(self) -> bool:
        """Tell whether a hand entered something that leaving would lose."""
        ...

    def open(self, card: PersonCard) -> None:
        """Open a person; what was open before is dropped."""
        ...

    def same_again(self) -> None:
        """The open person's code came again: blink once."""
        ...

    def close_aside(self) -> bool:
        """Close what was opened only to look at. Return whether there was anything."""
        ...

    def close(self) -> bool:
        """Close what is open (Esc). Return whether there was anything to close."""
        ...

    def primary(self) -> None:
        """Do the primary action, or say what is missing and go there."""
        ...

    def refresh(self) -> None:
        """Something changed at the desk: read again what is shown."""
        ...
