"""The decoder on pictures: all of the public ones, made ones, and what is no picture at all."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.bench import hard_codes
from scanners import printing, retries
from scanners.closeup import Closeup
from scanners.clutter import finder_patterns, is_crowded
from scanners.decoder import Decoder
from scanners.engines import zbar, zxing
from scanners.engines.zbar import Zbar, ZbarUnfit
from scanners.payloads import recognise
from scanners.purse import INCOME, MOST, RESERVE, Purse
from scanners.reading import Glimpse
from scanners.vision import Frame, decoded_picture, half, opencv


@pytest.fixture(scope="module")
def decoder() -> Decoder:
    return Decoder()


@pytest.fixture(scope="module")
def decoder_without_zbar() -> Decoder:
    return Decoder(with_zbar=False)


def photographed(text: str, *, blur: float = 0.0, size: int = 420) -> Frame:
    """Return the code of a text on a grey desk of 1280x720."""
    cv2 = opencv()
    desk = np.full((720, 1280), 140, np.uint8)
    code = cv2.resize(printing.picture(text), (size, size), interpolation=cv2.INTER_AREA)
    desk[150 : 150 + size, 400 : 400 + size] = code
    blurred = cv2.GaussianBlur(desk, (0, 0), blur) if blur else desk
    coloured: Frame = cv2.cvtColor(blurred, cv2.COLOR_GRAY2BGR)
    return coloured


def squares(tile: int) -> Frame:
    """Return a cloth that is full of finder patterns, ``tile`` pixels apart."""
    pattern = np.full((9, 9), 255, np.uint8)
    pattern[1:8, 1:8] = 0
    pattern[2:7, 2:7] = 255
    pattern[3:6, 3:6] = 0
    cloth = np.kron(np.tile(pattern, (80, 143)), np.ones((tile // 9, tile // 9), np.uint8))
    return np.ascontiguousarray(cloth[:720, :1280])


def test_every_public_photograph_is_read_whichever_way_up(
    qr_photos: Path, decoder: Decoder, decoder_without_zbar: Decoder
) -> None:
    truth = json.loads((qr_photos / "truth.json").read_text(encoding="utf-8"))
    wrong = []
    for name, facts in truth.items():
        picture = decoded_picture((qr_photos / name).read_bytes())
        if picture is None:
            assert facts["text"] is None, name
            continue
        for turns in range(4):
            turned = np.ascontiguousarray(np.rot90(picture, turns))
            for each in (decoder, decoder_without_zbar):
                texts = {reading.text for reading in each.read(turned)}
                if texts != ({facts["text"]} - {None}):
                    wrong.append((name, turns, each.engines))
    assert wrong == []
    assert sum(facts["text"] is not None for facts in truth.values()) == 42
    assert sum(facts["text"] is None for facts in truth.values()) == 21


LETTERS = st.sampled_from("AaăâbcdđĐeêghiklmnoôơưvxyáàảãạấầẩẫậềểễệịọựýỳỷỹ ")


@settings(max_examples=25, deadline=None)
@given(st.text(LETTERS, min_size=1, max_size=40), st.sampled_from(["Nam", "Nữ"]))
def test_vietnamese_cards_come_through_a_picture_byte_for_byte(name: str, sex: str) -> None:
    written = f"001202000000||Nguyễn {name}|15052002|{sex}|Số 1, Hà Nội|20042021"
    frame = photographed(written)
    grey = np.ascontiguousarray(frame[:, :, 0])
    assert [reading.text for reading in Decoder(with_zbar=False).read(frame)] == [written]
    try:
        found = Zbar().read(grey)
    except ZbarUnfit:
        return
    assert [reading.raw for reading in found] == [written.encode()]


@pytest.mark.parametrize("text", ["Nữ", "Họ Tên Mẫu|Nữ", "Đặng Thị Ửng", "ỡ"])
def test_short_vietnamese_words_are_not_taken_for_japanese(text: str, decoder: Decoder) -> None:
    frame = photographed(text)
    assert [reading.text for reading in decoder.read(frame)] == [text]


@pytest.mark.parametrize("raw", [b"\x1d0108\x1d", b"a\x00b", bytes(range(256)), b"\xff\xfe\x00"])
def test_control_and_binary_bytes_are_kept_as_they_are(raw: bytes, decoder: Decoder) -> None:
    import qrcode

    code = qrcode.QRCode(border=4)
    code.add_data(raw, optimize=0)
    code.make()
    cells = np.where(np.array(code.get_matrix()), 0, 255).astype(np.uint8)
    picture = np.kron(cells, np.ones((6, 6), np.uint8))
    assert [reading.raw for reading in decoder.read(picture)] == [raw]
    if decoder.left_out == ():
        assert [reading.raw for reading in Zbar().read(picture)] == [raw]


def test_bytes_that_are_not_utf8_raise_nothing_and_are_of_no_kind(decoder: Decoder) -> None:
    picture = photographed("x")
    assert recognise(b"\xff" + decoder.read(picture)[0].raw).kind == "unknown"


def test_a_code_out_of_focus_is_read_by_a_retry(decoder: Decoder) -> None:
    frame = photographed(
        "001202000000||Họ Tên Mẫu|15052002|Nam|Hà Nội|20042021", blur=4.0, size=300
    )
    assert zxing.look(np.ascontiguousarray(frame[:, :, 0])).readings == ()
    assert len(decoder.read(frame)) == 1
    unhurried = Decoder(clock=lambda: 0.0)
    looks = [unhurried.look(frame) for _ in range(3 * len(retries.for_frames(None)))]
    assert any(glimpse.readings for glimpse in looks)


def test_corners_are_in_pixels_of_the_frame_also_when_it_was_shrunk(decoder: Decoder) -> None:
    frame = np.kron(photographed("001202000000"), np.ones((3, 3, 1), np.uint8))
    (reading,) = decoder.read(frame)
    xs, ys = zip(*reading.corners, strict=True)
    assert 1200 < min(xs) < max(xs) < 3 * 820
    assert 450 < min(ys) < max(ys) < 3 * 570


@pytest.mark.parametrize(
    "frame",
    [
        np.zeros((0, 0, 3), np.uint8),
        np.zeros((1, 1, 3), np.uint8),
        np.zeros((1, 5000), np.uint8),
        np.zeros((12, 5000), np.uint8),
        np.zeros((30, 30, 4), np.uint8),
        np.zeros((30, 30, 1), np.uint8),
        np.zeros((30, 30, 7), np.uint8),
        np.zeros((30, 30), np.float64),
        np.zeros((3, 3, 3, 3), np.uint8),
        np.full((720, 1280, 3), 255, np.uint8),
    ],
    ids=lambda frame: str(frame.shape),
)
def test_what_holds_no_code_gives_none(frame: Frame, decoder: Decoder) -> None:
    assert decoder.read(frame) == ()
    for _ in range(7):
        assert decoder.look(frame).readings == ()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.integers(1, 90), st.integers(1, 90), st.integers(0, 2**32 - 1), st.sampled_from([1, 3, 8])
)
def test_no_picture_makes_it_raise(height: int, width: int, seed: int, block: int) -> None:
    chance = np.random.default_rng(seed)
    noise = chance.integers(0, 256, (height, width)).astype(np.uint8)
    picture = np.kron(noise, np.ones((block, block), np.uint8))
    decoder = Decoder()
    assert decoder.read(picture) == ()
    for _ in range(6):
        decoder.look(picture)


@pytest.mark.parametrize("tile", [18, 36, 72])
def test_a_cloth_full_of_finder_patterns_does_not_hold_it_up(tile: int, decoder: Decoder) -> None:
    # Unguarded, the Aruco detector takes 400 seconds on the first of these.
    cloth = squares(tile)
    assert finder_patterns(half(cloth)) > 100
    for look in (decoder.read, *[decoder.look] * 6):
        started = time.process_time()
        look(cloth)
        assert time.process_time() - started < 1.0


@pytest.mark.parametrize("tile", [9, 18, 36])
def test_a_cloth_is_looked_at_in_parts_and_low_light_is_not(tile: int) -> None:
    chance = np.random.default_rng(1)
    assert is_crowded(squares(tile))
    dark = np.clip(chance.normal(30, 9, (720, 1280)), 0, 255).astype(np.uint8)
    assert not is_crowded(dark)
    assert not is_crowded(np.ascontiguousarray(photographed("x" * 900, size=560)[:, :, 0]))


def test_of_a_picture_full_of_finder_patterns_no_way_looks_at_the_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Each way that did took a second for this one (1.2 s in all, on 1920x1080 pixels).
    finder = np.full((9, 9), 255, np.uint8)
    finder[1:8, 1:8], finder[2:7, 2:7], finder[3:6, 3:6] = 0, 255, 0
    cloth = np.tile(finder, (120, 214))[:1080, :1920]
    sizes: list[int] = []
    look = zxing.look

    def noted(picture: Frame, *words: object, **named: object) -> Glimpse:
        sizes.append(picture.size)
        return look(picture, *words, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(zxing, "look", noted)
    decoder = Decoder(clock=lambda: 0.0)
    assert is_crowded(cloth)
    decoder.read(cloth)
    for _ in range(12):
        decoder.look(cloth)
    assert len(sizes) == 5 + 12
    assert max(sizes) <= cloth.size / 4


def test_a_code_in_a_corner_of_a_cloth_is_read_in_a_picture_that_comes_once() -> None:
    cloth = squares(18)
    cloth[400:700, 900:1200] = 255
    code = printing.picture("001202000000", module=8)
    cloth[430 : 430 + code.shape[0], 930 : 930 + code.shape[1]] = code
    assert is_crowded(cloth)
    found = Decoder(clock=lambda: 0.0).read(cloth)
    assert [reading.text for reading in found] == ["001202000000"]


def test_a_code_in_the_middle_of_a_cloth_is_read(decoder: Decoder) -> None:
    cloth = squares(18)
    cloth[200:520, 480:800] = 255
    code = printing.picture("001202000000", module=8)
    cloth[260 : 260 + code.shape[0], 530 : 530 + code.shape[1]] = code
    seen = [reading.text for _ in range(6) for reading in decoder.look(cloth).readings]
    assert seen[:1] == ["001202000000"]


def test_light_codes_on_dark_are_read(decoder: Decoder) -> None:
    frame = 255 - photographed("001202000000")
    assert [reading.text for reading in decoder.read(frame)] == ["001202000000"]


@pytest.mark.parametrize("kind", ["DataMatrix", "Code128"])
def test_codes_of_vials_are_read_with_their_separators(kind: str) -> None:
    import zxingcpp

    text = "01089360123400141726123110AB1234"
    barcode = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, kind))
    drawn = np.array(barcode.to_image(scale=4 if kind == "DataMatrix" else 2))
    picture = np.full((720, 1280), 200, np.uint8)
    height, width = drawn.shape
    picture[300 : 300 + height, 376 : 376 + width] = drawn
    unhurried = Decoder(clock=lambda: 0.0)
    assert [reading.text for reading in unhurried.read(picture)] == [text]
    looked = {reading.text for _ in range(40) for reading in unhurried.look(picture).readings}
    assert looked == {text}


def test_part_of_a_code_is_not_read_as_a_smaller_kind_of_code(decoder: Decoder) -> None:
    # A Micro QR code has so few check bits that pieces of a bent QR code were "read" as one.
    for seed in range(6):
        made = hard_codes.one("curved", 16 + seed, 24, 20261123)
        assert {reading.text for reading in decoder.read(made.frame)} <= {made.text}


def test_frames_without_a_code_do_not_pay_for_retries_each(decoder: Decoder) -> None:
    purse = Purse()
    empty = np.full((720, 1280), 120, np.uint8)
    spent = 0
    for _ in range(200):
        purse.next_frame(empty, hopeful=False)
        if purse.affords(0.008):
            purse.spend(0.008)
            spent += 1
    assert spent <= 200 * INCOME / 0.008 + (MOST - RESERVE) / 0.008 + 1


def test_a_reserve_is_kept_for_the_code_that_comes() -> None:
    purse = Purse()
    empty, arrived = (np.full((720, 1280), grey, np.uint8) for grey in (120, 160))
    for _ in range(100):
        purse.next_frame(empty, hopeful=False)
        if purse.affords(0.008):
            purse.spend(0.008)
    assert not purse.affords(RESERVE - 0.001)
    purse.next_frame(arrived, hopeful=True)
    assert purse.affords(RESERVE - 0.01)


def test_the_blur_of_a_lens_is_taken_out_of_a_closeup() -> None:
    card = "001202000000||Họ Tên Mẫu|15052002|Nam|Hà Nội|20042021"
    sharp = photographed(card, size=400)[:, :, 0]
    blurred = hard_codes.out_of_focus(np.ascontiguousarray(sharp), 9.0)
    assert zxing.look(blurred).readings == ()
    place = ((400.0, 150.0), (800.0, 150.0), (800.0, 550.0), (400.0, 550.0))
    closeup = Closeup(blurred, place)
    found = [zxing.look(closeup.focused(radius)).readings for radius in (7.0, 8.0, 9.0)]
    texts = {reading.text for readings in found for reading in readings}
    assert texts == {card}


def test_the_patterns_of_one_code_are_counted_as_few() -> None:
    frame = photographed("001202000000")[:, :, 0]
    assert finder_patterns(half(np.ascontiguousarray(frame))) <= 12


def test_it_says_which_engines_are_in_use() -> None:
    decoder = Decoder(with_zbar=False)
    assert [name.split()[0] for name in decoder.engines] == ["zxing-cpp"]
    assert decoder.left_out == ("zbar: switched off",)


def test_an_old_zbar_is_left_out_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        import pyzbar.wrapper  # noqa: F401
    except (ImportError, OSError):  # on Windows its library asks for a runtime that nobody has
        pytest.skip("no zbar here")
    monkeypatch.setattr(zbar, "_version", lambda _wrapper: (0, 10, 0))
    decoder = Decoder()
    assert len(decoder.engines) == 1
    assert decoder.left_out == ("zbar: zbar 0.10.0 has no binary mode",)
    assert decoder.read(photographed("001202000000"))


def test_a_missing_zbar_library_is_left_out_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyzbar", ModuleType("pyzbar"))  # without its wrapper
    monkeypatch.delitem(sys.modules, "pyzbar.wrapper", raising=False)
    assert Decoder().left_out == ("zbar: ImportError",)


def test_a_small_code_in_a_large_photograph_is_read_at_every_pixel(decoder: Decoder) -> None:
    card = "001202000000||Nguyễn Thị Mẫu|15052002|Nữ|Số 1, Phường X, Quận Y, Hà Nội|20042021"
    code = printing.picture(card, module=2)
    photograph = np.full((3000, 4000, 3), 140, np.uint8)
    photograph[1200 : 1200 + len(code), 2100 : 2100 + len(code)] = code[:, :, None]
    soft = opencv().GaussianBlur(photograph, (0, 0), 0.7)

    assert decoder.read(soft) == ()
    assert [reading.text for reading in decoder.read_photograph(soft)] == [card]
    assert decoder.read_photograph(soft[:700, :700]) == ()
