"""What the windows need of parts that they must not know: the line, the camera, sounds.

The program's start fills these from `sync` and `scanners`; `ui` imports neither. All values
are immutable, so that they may cross threads.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Literal, Protocol

from msgspec import Struct

from immunization.ids import EntryId, PersonId
from immunization.text import Text

LineKind = Literal["connected", "sending", "offline", "alone", "stopped"]
Reach = Literal["good", "cut", "none"]
CameraKind = Literal["ready", "reading", "busy", "missing", "unplugged", "off"]
ScannerKind = Literal["none", "ready", "missing", "busy"]
CodeWay = Literal["keys", "serial"]
CodeEnding = Literal["enter", "tab", "none"]
Guidance = Literal[
    "show_code", "closer", "farther", "hold_still", "more_light", "less_glare", "read", "busy"
]
Distance = Literal["far", "right", "near"]
Tone = Literal["neutral", "ok", "warn", "stop", "info"]
SoundName = Literal["read", "not_ours", "saved", "time_up", "serious"]


class Refusal(Struct, frozen=True):
    """An own entry that the centre could not take: what it was, why, and what to do."""

    entry: EntryId
    person: PersonId | None
    what: Text
    why: Text
    to_do: Text
    at: datetime


class Agreement(Struct, frozen=True):
    """What came of comparing with the upstream, entry by entry, when it was done last.

    ``mended`` entries were missing on either side and were fetched or sent again; ``lost`` are
    those by which both still differ; ``ahead`` are others' entries that only this desk holds.
    """

    at: datetime
    entries: int
    mended: int = 0
    lost: int = 0
    ahead: int = 0


class LineState(Struct, frozen=True):
    """The way to the centre as the status bar and the sync page say it.

    ``alone``: enrolled nowhere yet. ``stopped``: the upstream refuses this desk; ``problem``
    says why and what to do. ``since`` is when the kind last changed. ``hub`` is None where the
    site has no server of its own. ``stuck`` is since when nothing went through although the
    line is up. ``agreement`` is None until the first comparison.
    """

    kind: LineKind = "alone"
    since: datetime | None = None
    last_sent: datetime | None = None
    next_try: datetime | None = None
    hub: Reach | None = None
    centre: Reach = "none"
    problem: Text | None = None
    refusals: tuple[Refusal, ...] = ()
    stuck: datetime | None = None
    agreement: Agreement | None = None


class CameraState(Struct, frozen=True):
    """The camera in words; ``sentence`` is what to do when there is no picture.

    ``size`` of its pictures in pixels, and whether and where its focus can be held, once ready.
    """

    kind: CameraKind = "off"
    sentence: Text | None = None
    guidance: Guidance = "show_code"
    distance: Distance | None = None
    name: str = ""
    size: tuple[int, int] = (0, 0)
    can_focus: bool = False
    focus: float | None = None


class CameraChoice(Struct, frozen=True):
    """A camera that can be chosen: the ``key`` to remember it by; "" for none at all."""

    key: str
    name: str


class CameraWish(Struct, frozen=True):
    """What the desk's people chose. ``focus`` None lets the camera focus by itself."""

    key: str = ""
    name: str = ""
    dense: bool = False
    focus: float | None = None


class ScannerState(Struct, frozen=True):
    """The serial hand scanner: ``none`` where this desk remembers none.

    ``port`` is its key; ``pace`` are the milliseconds between two keys that a typing scanner may
    take.
    """

    kind: ScannerKind = "none"
    name: str = ""
    sentence: Text | None = None
    pace: int = 35
    port: str = ""


class ScannedCode(Struct, frozen=True):
    """A code from a hand scanner, with how it came.

    ``slowest`` is the longest pause between its keys in milliseconds; ``port`` the key of the
    serial port and ``port_name`` what it calls itself.
    """

    raw: bytes | str
    way: CodeWay
    ending: CodeEnding = "enter"
    slowest: float = 0.0
    port: str = ""
    port_name: str = ""


class Frame(Struct, frozen=True):
    """The latest picture: ``pixels`` are BGR rows without padding.

    ``code`` are the corners of the code in it, as parts of its width and height.
    """

    width: int
    height: int
    pixels: bytes
    code: tuple[tuple[float, float], ...] = ()


class HealthCheck(Struct, frozen=True):
    """One line of "Máy này và các bàn": a name, what was found, and whether it is well."""

    name: Text
    found: Text
    tone: Tone = "ok"


class Health(Struct, frozen=True):
    """What the desk found of itself. ``chain`` None: the journal was not checked yet.

    "Chưa mất gì cả." is said only when ``chain`` is True.
    """

    chain: bool | None = None
    checked_at: datetime | None = None
    checks: tuple[HealthCheck, ...] = ()


class Line(Protocol):
    """What a hand may ask of the line to the centre."""

    def try_now(self) -> None:
        """Try again at once, without waiting for the next turn."""
        ...


class Brought(Struct, frozen=True):
    """What a file brought, in words.

    ``must_destroy``: this desk was revoked, and the centre has each entry of it.
    """

    words: Text
    must_destroy: bool = False


class Carrier(Protocol):
    """What a hand may ask of carrying by files. ``write`` and ``read`` take long.

    Both are called on an io thread and raise KnownError; ``told`` is called there with what is
    done of how much, and ``is_cancelled`` is asked whether to end.
    """

    def name(self) -> str:
        """Return what a new file may be called."""
        ...

    def write(
        self, path: str, told: Callable[[int, int], None], is_cancelled: Callable[[], bool]
    ) -> Text:
        """Write what the centre has not acknowledged; return what was written, in words."""
        ...

    def read(
        self, path: str, told: Callable[[int, int], None], is_cancelled: Callable[[], bool]
    ) -> Brought:
        """Take a file."""
        ...

    def destroy(self) -> None:
        """Ask the program to destroy this desk's data and to end the shift."""
        ...


class Camera(Protocol):
    """What a hand may ask of the camera."""

    def choices(self) -> tuple[CameraChoice, ...]:
        """Return the cameras there are now. On an io thread: it asks the system."""
        ...

    def wish(self) -> CameraWish:
        """Return what is chosen."""
        ...

    def choose(self, wish: CameraWish) -> None:
        """Use a camera from now on, and remember it; returns at once."""
        ...

    def show_picture(self, wanted: bool) -> None:
        """Send frames, or only codes: hiding the picture leaves the reading on."""
        ...


class HandScanners(Protocol):
    """What a hand may ask of the hand scanners. All calls return at once."""

    def state(self) -> ScannerState:
        """Return what is remembered, and how it is."""
        ...

    def expect_trial(self, expected: bool) -> None:
        """Allow a typing scanner its slowest pace while the test code is waited for."""
        ...

    def search(self, wanted: bool) -> None:
        """Listen at every serial port, for two minutes at most."""
        ...

    def remember_port(self, key: str, name: str) -> None:
        """Use the scanner at a serial port from now on; "" for none."""
        ...

    def remember_pace(self, milliseconds: int) -> None:
        """Allow a typing scanner this pace from now on."""
        ...


class BadgePaper(Protocol):
    """Staff badges on paper, for supervisors."""

    def pdf(self) -> bytes:
        """Return the badges of all staff. On an io thread; raises KnownError."""
        ...


class SlipPaper(Protocol):
    """The confirmation slip on paper, signed by this desk."""

    def pdf(self, person: PersonId) -> bytes:
        """Return the slip of a person's doses. On an io thread; raises KnownError."""
        ...


class Sounds(Protocol):
    """Short signals; each is also a picture and a word."""

    def play(self, sound: SoundName) -> None:
        """Play one sound and return at once."""
        ...
