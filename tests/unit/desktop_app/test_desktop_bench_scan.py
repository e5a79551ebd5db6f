"""The benchmark of the scanners: what it counts, and that ours reads no less than its parts."""

from __future__ import annotations

from pathlib import Path

import cv2
import msgspec
import numpy as np
import pytest

from desktop_app.bench import hard_codes, labelled, parsing, scan
from desktop_app.bench.labelled import Labelled
from scanners.payloads import recognise
from scanners.printing import picture


def manifest(folder: Path, *lines: dict[str, str | None]) -> None:
    (folder / labelled.MANIFEST).write_bytes(b"\n".join(map(msgspec.json.encode, lines)))


def test_a_folder_with_a_manifest_is_counted_set_by_set(tmp_path: Path) -> None:
    for name, text in (("a.png", "một"), ("b.png", "hai")):
        cv2.imwrite(str(tmp_path / name), picture(text))
    cv2.imwrite(str(tmp_path / "c.png"), np.full((90, 120), 200, np.uint8))
    manifest(
        tmp_path,
        {"path": "a.png", "set": "easy", "text": "một"},
        {"path": "b.png", "set": "false truth", "text": "ba"},
        {"path": "c.png", "set": "empty", "text": None},
    )
    figures = scan.measure_folder(tmp_path)
    assert figures["easy, ours: recall"].value == 100
    assert figures["easy, ours: wrong texts"].value == 0
    assert figures["false truth, zxing-cpp: recall"].value == 0
    assert figures["false truth, ours without zbar: wrong texts"].value == 1
    assert figures["all, ours: recall"].value == 50
    assert "empty, ours: recall" not in figures
    assert figures["empty, ours: wrong texts"].value == 0
    assert figures["frames without a code, worst"].limit == 20


def test_a_picture_that_is_larger_than_a_webcams_is_shrunk_to_it() -> None:
    assert labelled.fitted(np.zeros((3000, 1000, 3), np.uint8)).shape == (720, 240, 3)
    assert labelled.fitted(np.zeros((100, 100), np.uint8)).shape == (100, 100)
    assert labelled.fitted(np.zeros((1, 5000), np.uint8)).shape == (1, 5000)


def test_a_picture_may_hold_several_codes(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "two.png"), np.hstack([picture("một"), picture("hai")]))
    for_one: dict[str, str | None] = {"path": "two.png", "set": "s", "text": "một"}
    manifest(tmp_path, for_one, for_one | {"text": "hai"})
    (shown,) = labelled.of_folder(tmp_path)
    assert shown.texts == {"một", "hai"}


@pytest.mark.parametrize("kind", [kind for kind in hard_codes.KINDS if kind != "none"])
def test_the_easiest_of_each_kind_is_read_and_the_same_for_the_same_seed(kind: str) -> None:
    from scanners.decoder import Decoder

    made = hard_codes.one(kind, 0, 12, seed=3)
    assert (made.frame == hard_codes.one(kind, 0, 12, seed=3).frame).all()
    assert made.frame.shape == (720, 1280)
    assert {reading.text for reading in Decoder().read(made.frame)} == {made.text}


def test_ours_reads_what_each_engine_reads_and_never_another_text() -> None:
    some = (hard_codes.one(kind, place, 8, seed=5) for kind in hard_codes.KINDS for place in (2, 5))
    texts = (
        Labelled(made.set, frozenset({made.text} - {None}), made.frame)  # type: ignore[arg-type]
        for made in some
    )
    figures = scan.measured(texts)
    for name in ("ours", "ours without zbar"):
        assert figures[f"all, {name}: wrong texts"].value == 0
        assert figures[f"all, {name}: recall"].value >= figures["all, zxing-cpp: recall"].value
    assert figures["all, ours: recall"].value >= figures["all, P2: recall"].value


def test_the_codes_whose_parsing_is_timed_are_of_their_kinds() -> None:
    for kind, code in parsing.CODES.items():
        assert recognise(code).kind == ("vial" if kind == "vial's link" else kind)
