"""In the open desk: a frame is handed to its camera, and its card is waited for on the screen.

The frame takes the whole way: the camera's threads, the decoder, the desk's use case, the
presenter, the painted page. A frame that does not read is followed by the next of the same
card, as a camera does; the time runs from the frame that was read.
"""

from __future__ import annotations

import queue
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer

from desktop_app import camera
from desktop_app.bench.desk_tasks import Told, end
from desktop_app.bench.figures import milliseconds, percentile
from desktop_app.demo.story import card_text
from desktop_app.desk_program import DeskProgram
from desktop_app.rehearsal.people import people as made_up
from immunization.entries import PersonRegistered
from immunization.ids import PersonId
from immunization.persons import person_id
from scanners.decoder import Decoder
from scanners.rehearsal import frames
from scanners.sources import Source
from scanners.vision import Frame

CARDS: Final = 60
_WARM: Final = 5
"""Cards at the beginning that do not count: the decoder's libraries are loaded with the first."""

_TRIES: Final = 3
_PAUSE_MS: Final = 120
_NEXT_MS: Final = 400


class HandedFrames:
    """A camera that shows what it is handed."""

    name: Final = "frames handed over"
    live: Final = True
    stills: Final = False
    interval: Final = 0.0

    def __init__(self) -> None:
        self._waiting: queue.SimpleQueue[Frame | None] = queue.SimpleQueue()
        self.given_at = 0.0

    def open(self) -> None:
        """Begin."""

    def hand(self, frame: Frame) -> None:
        """Show a frame."""
        self._waiting.put(frame)

    def read(self) -> Frame | None:
        """Wait for a frame; from now on it is in hand."""
        frame = self._waiting.get()
        self.given_at = time.perf_counter()
        return frame

    def close(self) -> None:
        """End."""
        self._waiting.put(None)


class Cards(QObject):
    """Hands over one card after the other and notes how long each took to be on the screen."""

    def __init__(self, program: DeskProgram, source: HandedFrames, told: Told) -> None:
        super().__init__(program)
        self._program, self._source, self._told = program, source, told
        self._took: list[float] = []
        self._guests = list(_guests(CARDS))
        self._left: Iterator[tuple[PersonId, list[Frame]]] = iter(_shown(self._guests))
        self._open: PersonId | None = None
        self._frames: Iterator[Frame] = iter(())
        self._again = QTimer(self, interval=_NEXT_MS)
        self._again.timeout.connect(self._next_frame)

    def begin(self) -> None:
        """Show the first card."""
        assert self._program.workplace is not None  # noqa: S101 (the scan field listens)
        self._program.workplace.pages.reception.preview.installEventFilter(self)
        self._next_card()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Qt: a card is painted, perhaps the one that was handed over."""
        del watched
        if event.type() == QEvent.Type.Paint and self._is_open():
            given = self._source.given_at
            self._open = None
            self._again.stop()
            QTimer.singleShot(0, self, lambda: self._painted(given))
        return False

    def _is_open(self) -> bool:
        workplace = self._program.workplace
        card = workplace.presenters.reception.card() if workplace else None
        return card is not None and card.person == self._open

    def _painted(self, given: float) -> None:
        self._took.append((time.perf_counter() - given) * 1000)
        QTimer.singleShot(_PAUSE_MS, self, self._next_card)

    def _next_card(self) -> None:
        found = next(self._left, None)
        if found is None:
            self._end()
            return
        self._open, shown = found
        self._frames = iter(shown)
        self._next_frame()
        self._again.start()

    def _next_frame(self) -> None:
        frame = next(self._frames, None)
        if frame is None:
            self._told["unread"] = self._told.get("unread", 0) + 1
            self._open = None
            self._again.stop()
            self._next_card()
            return
        self._source.hand(frame)

    def _end(self) -> None:
        decoder = Decoder()
        looks = [shown[0] for _, shown in _shown(self._guests)]
        bare = [milliseconds(lambda frame=frame: decoder.look(frame)) for frame in looks]  # type: ignore[misc]
        self._told["card"] = percentile(self._took[_WARM:], 0.95)
        self._told["decode"] = percentile(bare[_WARM:], 0.95)
        end(self._program, self._told)


def card(program: DeskProgram, told: Told) -> None:
    """Put another camera before the desk and hand it the cards."""
    source = HandedFrames()
    handed: Source = source
    # The program chooses its camera by a setting; no setting names this one.
    setattr(camera, "source_of", lambda *_words, **_options: handed)  # noqa: B010
    if program.camera is None:
        raise RuntimeError("nobody is signed in")
    program.camera.stop()
    program.camera.start()
    Cards(program, source, told).begin()


def _guests(how_many: int) -> Iterator[PersonRegistered]:
    """Yield people of the register who have a chip card, some way apart."""
    with_card = (
        one for one in made_up(how_many * 40) if one.numbers and len(one.birth or "") == 10
    )
    chip = (one for one in with_card if one.numbers[0].system == "cccd")
    yield from islice(islice(chip, 0, None, 20), how_many)


def _shown(guests: Sequence[PersonRegistered]) -> Iterator[tuple[PersonId, list[Frame]]]:
    """Yield each person with frames of their card in a hand: tilted, blurred, noisy."""
    for number, guest in enumerate(guests):
        film = frames([card_text(guest)], seed=number, shown=_TRIES / 12, gap=1 / 12)
        yield person_id(guest.numbers, PersonId("")), list(film)[1 : 1 + _TRIES]
