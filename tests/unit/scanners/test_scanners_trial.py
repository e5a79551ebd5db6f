"""The test code tells how a scanner is set, and which of the usual faults spoils its codes."""

from __future__ import annotations

import unicodedata
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanners import printing
from scanners.payloads import recognise
from scanners.trial import TEXT, WIDEST_GAP, Arrived, Fault, Trial, Way, is_trial, judge
from scanners.trial_words import ADVICE, GOOD, advice

TELEX = str.maketrans({"ễ": "eẽ", "ị": "ij"})
# French keyboards give these where US ones give the digits.
AZERTY = str.maketrans("1234567890|", "&é\"'(-è_çà*")


def judged(text: str, **said: object) -> Trial:
    return judge(Arrived(text, "keys", **said))  # type: ignore[arg-type]


def test_a_scanner_that_sends_everything_right_needs_nothing() -> None:
    for raw in (TEXT, TEXT + "\r\n", TEXT.encode(), unicodedata.normalize("NFD", TEXT)):
        trial = judge(Arrived(raw, "serial"))
        assert trial.is_good
        assert advice(trial) == (GOOD,)


@pytest.mark.parametrize(
    ("sent", "fault", "numbers"),
    [
        (TEXT.swapcase(), "caps_lock", True),
        (TEXT.replace("as ow dd uw", "á ơ đ ư"), "telex", True),
        (TEXT.replace("a1 o7 d9 e6", "á ơ đ ê"), "vni", True),
        (TEXT.replace("#@/=", '£"/+'), "signs", True),
        (TEXT.replace("|", "~"), "signs", True),
        (TEXT.replace("Nguyễn Thị Nữ Đẹp", "Nguyn Th N p"), "marks", True),
        (TEXT.replace("Nguyễn Thị Nữ Đẹp", ""), "marks", True),
        (TEXT[:-14], "lost", False),
        (TEXT[9:], "lost", False),
        (TEXT.translate(AZERTY), "layout", False),
    ],
)
def test_each_usual_fault_is_told_apart(sent: str, fault: Fault, numbers: bool) -> None:
    trial = judged(sent)

    assert trial.faults == (fault,)
    assert trial.numbers is numbers
    assert is_trial(sent, waiting=True)


def test_bytes_that_are_not_utf_8_are_a_changed_character_set() -> None:
    sent = TEXT.replace("Nguyễn Thị Nữ Đẹp", "Nguy\xean").encode("latin-1")
    assert judge(Arrived(sent, "serial")).faults == ("charset",)


def test_the_closing_key_is_told() -> None:
    assert judged(TEXT, ending="enter").is_good
    assert judged(TEXT, ending="tab").faults == ("tab",)
    assert judged(TEXT, ending="none").faults == ("no_end",)


@pytest.mark.parametrize(("slowest", "gap"), [(4.0, 35), (20.0, 35), (40.0, 53), (45.0, 60)])
def test_the_pace_to_allow_leaves_room_above_the_slowest_key(slowest: float, gap: int) -> None:
    assert judged(TEXT, slowest=slowest).gap == gap
    assert gap < WIDEST_GAP


def test_a_scanner_as_slow_as_a_hand_is_said_to_be() -> None:
    trial = judged(TEXT, slowest=46.0)
    assert trial.faults == ("slow",)
    assert trial.gap is None


def test_other_codes_are_not_taken_for_the_test_code() -> None:
    card = "001202000000||Họ Tên Mẫu|15052002|Nam|Số 1, Phường X, Hà Nội|06082024||||"
    for other in (card, "HC1:6BFOXN", "031179004512", "https://example.com/a"):
        assert not is_trial(other)
    assert not is_trial("031179004512", waiting=True)


def test_the_test_code_on_any_other_page_says_what_it_is() -> None:
    payload = recognise(TEXT)
    assert payload.kind == "trial"
    assert payload.answer is not None
    assert printing.modules(TEXT).shape[0] <= 45 + 2 * printing.QUIET  # large on any screen


def test_every_fault_has_its_advice() -> None:
    assert set(ADVICE) == set(get_args(Fault))


@given(st.text(max_size=200) | st.binary(max_size=200), st.sampled_from(get_args(Way)))
def test_nothing_that_arrives_raises(raw: str | bytes, way: Way) -> None:
    is_trial(raw, waiting=True)
    assert advice(judge(Arrived(raw, way)))


@given(st.integers(0, len(TEXT) - 1), st.characters())
def test_any_single_changed_letter_is_a_fault(at: int, sign: str) -> None:
    sent = TEXT[:at] + sign + TEXT[at + 1 :]
    same = unicodedata.normalize("NFC", sent).strip().casefold() == TEXT.casefold()
    assert same or at < 4 or not judged(sent).is_good
