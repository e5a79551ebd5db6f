"""That no wrong text is ever answered: cards through pictures, and codes of all sorts."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.bench import hard_codes
from scanners import printing
from scanners.decoder import Decoder
from scanners.payloads import recognise

LETTERS = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
)


def card(chance: random.Random) -> str:
    """Return a card's line with a name of any Vietnamese letters, in any case."""
    words = ("".join(chance.choices(LETTERS, k=chance.randint(1, 7))) for _ in range(4))
    name = " ".join(words)
    name = chance.choice([name.title(), name.upper(), name])
    sex = chance.choice(["Nam", "Nữ"])
    number = f"001{chance.randint(0, 3)}{chance.randint(0, 10**8 - 1):08}"
    return f"{number}||{name}|15052002|{sex}|Số {chance.randint(1, 99)}, Đường {name}|20042021"


def read_back(seed: int, count: int) -> list[str]:
    """Return the cards that came back as another text, or not at all."""
    chance, noise = random.Random(seed), np.random.default_rng(seed)
    decoder = Decoder()
    wrong = []
    for _ in range(count):
        text = card(chance)
        picture = printing.picture(text, module=4)
        seen = hard_codes.grained(picture, noise, 6.0)
        if [reading.text for reading in decoder.read(seen)] != [text]:
            wrong.append(text)
    return wrong


def test_vietnamese_cards_come_back_letter_by_letter() -> None:
    assert read_back(1, 60) == []


@pytest.mark.long
def test_ten_thousand_vietnamese_cards_come_back_letter_by_letter() -> None:
    assert read_back(2, 10_000) == []


@pytest.mark.long
def test_no_made_picture_of_any_kind_gives_another_text_than_its_own() -> None:
    decoder = Decoder()
    wrong = []
    for made in hard_codes.made(60, seed=77):
        texts = {reading.text for reading in decoder.read(made.frame)}
        if not texts <= {made.text}:
            wrong.append((made.set, texts))
    assert wrong == []


PIECES = st.sampled_from(
    ["|", "||", "$", "HC1:", "hc1:", "BT1:", "BT3:", "BT4:", "shc:/", "shc:/1/2/", "001202000000",
     "15052002", "31022002",
     "Nam", "Nữ", "1", "2", "2002-05-15", "****-**-**", "*", "<", "\x00", "\x1d", "(01)", "(10)",
     "01", "17", "10", "08935006123458", "261231", "https://a/01/", "?17=", "CCCD:", "\r\n", "đ",
     "4e", "{", "}", " ", "]d2", "\ud800", "000201", "WIFI:"]
)  # fmt: skip


@pytest.mark.long
@settings(max_examples=100_000, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=200))
def test_a_hundred_thousand_codes_are_answered_and_say_nothing_they_do_not_hold(
    text: str,
) -> None:
    payload = recognise(text)
    assert payload.raw == text
    person = payload.person
    if person is not None and payload.kind in {"cccd", "can_cuoc"}:
        assert all(number.value in text for number in person.numbers)
    if payload.vial is not None:
        assert payload.vial.lot in text
