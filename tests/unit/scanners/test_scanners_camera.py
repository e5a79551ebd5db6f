"""The camera's worker: one scan for one code, and back by itself after every trouble."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.bench import hard_codes, hard_films
from scanners import printing
from scanners.backoff import Backoff
from scanners.camera import CameraWorker, preview_of
from scanners.decoder import Decoder
from scanners.errors import CameraBusy, CameraMissing, CameraUnplugged, SourceError
from scanners.guidance import Guide, hint
from scanners.latest import Latest
from scanners.reading import Glimpse, Reading
from scanners.rehearsal import film
from scanners.repeats import Repeats
from scanners.sources import PictureFolder, Source, VideoFile
from scanners.vision import Frame, shrunk
from scanners.watching import CameraState, Preview, Scan

PATIENCE = 20.0  # seconds a test waits for what must come; none of it is spent when it comes
CARD = "001202000000||Họ Tên Mẫu|15052002|Nam|Hà Nội|20042021"
CODE = np.pad(printing.picture(CARD, module=5), 60, constant_values=140)
EMPTY = np.full((300, 400), 140, np.uint8)

Step: TypeAlias = "Frame | SourceError | Callable[[], object]"


class ScriptedSource:
    """Plays a script: pictures, errors, and acts of the test between them; then the end.

    An error in the script ends the current opening; the script goes on at the next one.
    """

    name = "script"
    stills = False
    interval = 0.0

    def __init__(self, script: list[Step], *, live: bool = False) -> None:
        self.live = live
        self._script = list(script)
        self.is_open = False

    def play(self, script: list[Step]) -> None:
        self._script = list(script)

    def open(self) -> None:
        if self._script and isinstance(self._script[0], (CameraMissing, CameraBusy)):
            error = self._script.pop(0)
            assert isinstance(error, SourceError)
            raise error
        self.is_open = True

    def read(self) -> Frame | None:
        assert self.is_open
        while self._script:
            step = self._script.pop(0)
            if isinstance(step, SourceError):
                raise step
            if isinstance(step, np.ndarray):
                return step
            step()
        return None

    def close(self) -> None:
        self.is_open = False


class Notes:
    """What a worker reported."""

    def __init__(self) -> None:
        self.scans: list[Scan] = []
        self.states: list[CameraState] = []
        self.previews: list[Preview] = []
        self._changed = threading.Condition()

    def on_scan(self, scan: Scan) -> None:
        with self._changed:
            self.scans.append(scan)
            self._changed.notify_all()

    def on_state(self, state: CameraState) -> None:
        with self._changed:
            self.states.append(state)
            self._changed.notify_all()

    def wait_for(self, condition: str) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: condition in self.conditions, PATIENCE), (
                self.conditions
            )

    @property
    def conditions(self) -> list[str]:
        return [state.condition for state in self.states]


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    def goes(self, seconds: float) -> Callable[[], object]:
        def advance() -> None:
            self.now += seconds

        return advance


@contextmanager
def at_work(source: Source, clock: Clock | None = None) -> Iterator[tuple[CameraWorker, Notes]]:
    notes = Notes()
    worker = CameraWorker(
        source,
        Decoder(with_zbar=False),
        on_scan=notes.on_scan,
        on_state=notes.on_state,
        on_frame=notes.previews.append,
        clock=clock or Clock(),
        backoff=Backoff(first=0.001, longest=0.002),
    )
    worker.start()
    try:
        yield worker, notes
    finally:
        assert worker.stop(PATIENCE)


def test_a_code_held_before_the_camera_is_one_scan_with_what_it_says() -> None:
    with at_work(ScriptedSource([CODE] * 5)) as (_, notes):
        notes.wait_for("ended")
    (scan,) = notes.scans
    assert scan.payload.kind == "cccd"
    assert scan.reading.text == CARD
    assert notes.conditions == ["starting", "ready", "ended"]


def test_the_same_code_after_more_than_three_seconds_is_another_scan() -> None:
    clock = Clock()
    handed_back: list[Step] = [CODE, EMPTY, clock.goes(2.9), CODE, EMPTY, clock.goes(3.1), CODE]
    with at_work(ScriptedSource(handed_back), clock) as (_, notes):
        notes.wait_for("ended")
    assert len(notes.scans) == 2


def test_a_camera_that_is_missing_then_busy_then_unplugged_comes_back_by_itself() -> None:
    script: list[Step] = [
        CameraMissing(), CameraMissing(), CameraBusy(), EMPTY, CameraUnplugged(), CameraMissing(),
        CODE,
    ]  # fmt: skip
    with at_work(ScriptedSource(script)) as (_, notes):
        notes.wait_for("ended")
    assert notes.conditions == [
        "starting", "missing", "missing", "busy", "ready", "unplugged", "missing", "ready", "ended",
    ]  # fmt: skip
    assert len(notes.scans) == 1
    waits = [state.again_in for state in notes.states if state.error is not None]
    assert waits == [0.001, 0.002, 0.002, 0.001, 0.002]  # anew after it was well
    for state in notes.states:
        assert state.error is None or "Chưa mất gì" in state.error.sentence("vi")


def test_a_source_with_a_fault_of_its_own_is_tried_again() -> None:
    def fault() -> None:
        raise RuntimeError

    with at_work(ScriptedSource([fault, CODE])) as (_, notes):
        notes.wait_for("ended")
    assert notes.conditions == ["starting", "ready", "unreadable", "ready", "ended"]
    assert len(notes.scans) == 1


def test_a_listener_that_fails_ends_nothing() -> None:
    seen: list[Scan] = []

    def fails(scan: Scan) -> None:
        seen.append(scan)
        raise RuntimeError

    other = np.pad(printing.picture("012345678", module=6), 60, constant_values=140)
    notes = Notes()
    worker = CameraWorker(
        ScriptedSource([CODE, other]), Decoder(), on_scan=fails, on_state=notes.on_state
    )
    worker.start()
    notes.wait_for("ended")
    assert worker.stop(PATIENCE)
    assert [scan.payload.kind for scan in seen] == ["cccd", "number"]


def test_stopping_closes_the_camera_and_says_so() -> None:
    gate = threading.Event()
    source = ScriptedSource([EMPTY, gate.wait, EMPTY], live=True)
    with at_work(source) as (worker, notes):
        notes.wait_for("ready")
        gate.set()
        assert worker.stop(PATIENCE)
        assert not source.is_open
    assert notes.conditions[-1] in {"stopped", "ended"}


def test_stopping_does_not_wait_for_a_driver_that_hangs() -> None:
    hangs, reached = threading.Event(), threading.Event()

    def hang() -> None:
        reached.set()
        hangs.wait(PATIENCE)

    notes = Notes()
    worker = CameraWorker(
        ScriptedSource([hang]), Decoder(), on_scan=notes.on_scan, on_state=notes.on_state
    )
    worker.start()
    assert reached.wait(PATIENCE)
    assert worker.stop(0.05) is False
    hangs.set()
    assert worker.stop(PATIENCE)


def test_a_worker_that_was_never_started_stops_at_once() -> None:
    notes = Notes()
    worker = CameraWorker(
        ScriptedSource([]), Decoder(), on_scan=notes.on_scan, on_state=notes.on_state
    )
    assert worker.stop()


def test_a_paused_file_stays_where_it_is() -> None:
    source = ScriptedSource([])
    notes = Notes()
    worker = CameraWorker(source, Decoder(), on_scan=notes.on_scan, on_state=notes.on_state)
    source.play([EMPTY, worker.pause, EMPTY, CODE])
    worker.start()
    notes.wait_for("paused")
    assert notes.scans == []
    worker.resume()
    notes.wait_for("ended")
    assert worker.stop(PATIENCE)
    assert len(notes.scans) == 1
    assert notes.conditions == ["starting", "ready", "paused", "ready", "ended"]


def test_a_preview_is_small_and_outlines_the_code() -> None:
    wide = np.pad(CODE, ((0, 0), (0, 1280 - CODE.shape[1])), constant_values=140)
    with at_work(ScriptedSource([wide])) as (_, notes):
        notes.wait_for("ended")
    (preview,) = notes.previews
    assert preview.picture.shape[1] == 480
    assert preview.hint == "read"
    (outline,) = preview.outlines
    assert all(0 <= x < 480 and 0 <= y < preview.picture.shape[0] for x, y in outline)


def test_a_film_at_its_own_pace_is_read_to_the_end(tmp_path: Path) -> None:
    path = tmp_path / "film.avi"
    texts = ["001202000000", "012345678"]
    film(path, texts, seed=3, seconds_each=0.4, gap=0.1, fps=15, size=(640, 480))
    with at_work(VideoFile(path, realtime=True)) as (_, notes):
        notes.wait_for("ended")
    assert [scan.payload.search for scan in notes.scans] == texts


def test_a_folder_of_pictures_is_read_with_every_way(tmp_path: Path) -> None:
    folder = tmp_path / "Nông trại"
    folder.mkdir()
    for number, text in enumerate(["001202000000", CARD]):
        (folder / f"ảnh {number}.png").write_bytes(printing.png(text))
    (folder / "hỏng.png").write_bytes(b"not a picture")
    source = PictureFolder(folder)
    with at_work(source) as (_, notes):
        notes.wait_for("ended")
    assert [scan.payload.kind for scan in notes.scans] == ["number", "cccd"]
    assert [path.name for path in source.skipped] == ["hỏng.png"]


def test_a_slow_reader_gets_the_latest_frame_and_no_queue() -> None:
    latest: Latest[int] = Latest()
    for frame in range(100):
        latest.put(frame)
    assert latest.take() == 99
    latest.close()
    assert latest.take() is None


@given(st.lists(st.tuples(st.sampled_from([b"a", b"b"]), st.floats(0, 5)), max_size=40))
def test_a_code_is_new_exactly_when_it_was_out_of_sight_for_three_seconds(
    sights: list[tuple[bytes, float]],
) -> None:
    repeats, now = Repeats(), 0.0
    last: dict[bytes, float] = {}
    for raw, gap in sights:
        now += gap
        expected = raw not in last or now - last[raw] >= 3.0
        assert repeats.is_new(raw, now) is expected
        last[raw] = now


def test_waits_grow_to_a_bound_and_begin_anew_after_success() -> None:
    backoff = Backoff(first=0.5, longest=8.0)
    assert [backoff.failed() for _ in range(6)] == [0.5, 1.0, 2.0, 4.0, 8.0, 8.0]
    backoff.succeeded()
    assert backoff.failed() == 0.5


@pytest.mark.parametrize(
    ("side", "expected"), [(0, "show"), (60, "closer"), (300, "hold"), (700, "farther")]
)
def test_the_hint_follows_the_size_of_what_was_seen_unread(side: int, expected: str) -> None:
    outline = ((0.0, 0.0), (float(side), 0.0), (float(side), float(side)), (0.0, float(side)))
    lit = np.full((720, 1280), 190, np.uint8)
    small = np.full((360, 640), 190, np.uint8)
    for picture, factor in ((lit, 1.0), (small, 0.5)):
        assert hint(Glimpse((), (outline,)), picture, factor) == expected
        read = Reading(b"x", "x", outline, "zxing")
        assert hint(Glimpse((read,), (outline,)), picture, factor) == "read"


def test_in_the_dark_the_hint_is_light_whatever_the_distance() -> None:
    outline = ((0.0, 0.0), (90.0, 0.0), (90.0, 90.0), (0.0, 90.0))
    dark = hard_codes.one("low light", 7, 8, 9).frame
    assert hint(Glimpse((), (outline,)), dark) == hint(Glimpse(), dark) == "light"


def test_a_lamp_in_the_plastic_is_told_from_paper_in_good_light() -> None:
    outline = ((400.0, 100.0), (800.0, 100.0), (800.0, 500.0), (400.0, 500.0))
    code = np.full((720, 1280), 90, np.uint8)
    code[100:500, 400:800] = np.where(np.indices((400, 400)).sum(0) // 20 % 2, 200, 30)
    mirrored = code.copy()
    mirrored[200:300, 500:600] = 255
    bright = np.where(code == 200, 255, code).astype(np.uint8)
    for frame, right in ((code, "hold"), (mirrored, "glare"), (bright, "hold")):
        assert hint(Glimpse((), (outline,)), *shrunk(frame, 480)) == right


@pytest.mark.parametrize(
    ("kind", "right"),
    [
        ("none", {"show"}),
        ("blur", {"hold", "show"}),
        ("motion", {"hold", "show"}),
        ("low light", {"light"}),
        ("tiny", {"closer", "show"}),
        ("dense", {"hold"}),
    ],
)
def test_the_hint_on_a_frame_that_was_not_read_fits_what_is_wrong(
    kind: str, right: set[str]
) -> None:
    hints = set()
    for place in range(3, 8):
        frame = hard_codes.one(kind, place, 8, 9).frame
        glimpse = Decoder().look(frame)
        hints.add(preview_of(frame, glimpse, Guide().say).hint)
    assert hints - {"read"} <= right


def test_a_film_of_glare_says_so() -> None:
    film = hard_films.one("glare", 5, 8, 1)
    decoder = Decoder()
    glimpses = [(frame, decoder.look(frame)) for frame in film.frames[:6]]
    said = {preview_of(frame, glimpse, Guide().say).hint for frame, glimpse in glimpses}
    assert "glare" in said
    assert said <= {"glare", "show", "read"}
