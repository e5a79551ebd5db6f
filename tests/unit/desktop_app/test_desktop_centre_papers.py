"""``bantiem centre paper``: slips and books that the centre prints open their person at a desk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from central import administration
from desk import citizen_cards
from desktop_app.command_line import main
from desktop_app.commands.centre import open_centre
from immunization.ids import SiteCode, person_of_number
from scanners.payloads import recognise
from scanners.payloads.signed import trusted_keys

SITE = SiteCode("75-001")
PERSON = {
    "name": "Họ Tên Mẫu",
    "birth": "2002-05-15",
    "sex": "male",
    "numbers": [{"system": "cccd", "value": "001202000000"}],
}


@pytest.fixture
def hall(tmp_path: Path) -> Path:
    folder = tmp_path / "centre"
    with open_centre(folder) as centre:
        administration.add_site(centre, SITE, "TYT xã Thanh Bình")
    return folder


def printed(hall: Path, *lines: object) -> tuple[int, Path]:
    source, pdf = hall / "lines.jsonl", hall / "phiếu.pdf"
    said = (line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    source.write_bytes(b"\n".join(said))
    words = ("--data", str(hall), "--language", "en", "centre", "paper", SITE)
    return main([*words, str(source), str(pdf)]), pdf


def test_a_slip_and_a_book_of_the_centre_name_their_person_without_the_number(
    hall: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    codes: list[str] = []
    make = citizen_cards.paper

    def paper(cards: list[citizen_cards.CitizenCard], site: str) -> bytes:
        codes.extend(card.code for card in cards)
        return make(cards, site)

    monkeypatch.setattr(citizen_cards, "paper", paper)
    slip = {"person": PERSON, "at": "2026-11-24T08:30"}
    code, pdf = printed(hall, slip, {"person": PERSON, "book": "BT24A0001"})

    assert code == 0
    assert capsys.readouterr().out == "2\n"
    assert pdf.read_bytes().startswith(b"%PDF")
    with open_centre(hall) as centre:
        trusted = trusted_keys([centre.key.public])
    found = [recognise(one, trusted) for one in codes]
    assert [(one.kind, one.signature) for one in found] == [
        ("appointment", "good"), ("health_book", "good"),
    ]  # fmt: skip
    person = person_of_number("cccd", "001202000000")
    assert [one.person and one.person.id for one in found] == [person, person]
    assert "001202000000" not in str(found)


@pytest.mark.parametrize(
    "bad",
    [
        b"{",
        b'{"person":{"name":"\xff"},"at":"2026-11-24T08:30"}',
        b'{"person":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        {"person": PERSON},
        {"person": PERSON, "at": "2026-11-24T08:30", "book": "BT24A0001"},
        {"person": PERSON, "at": "2026-02-31T08:30"},
        {"person": PERSON, "book": "?"},
        {"person": PERSON | {"numbers": []}, "book": "BT24A0001"},
        {"person": PERSON | {"name": "Ẩ" * 300}, "book": "BT24A0001"},
    ],
    ids=lambda bad: str(bad)[-40:],
)
def test_a_line_of_which_no_desk_would_take_the_paper_is_named_and_nothing_is_printed(
    hall: Path, bad: object, capsys: pytest.CaptureFixture[str]
) -> None:
    code, pdf = printed(hall, {"person": PERSON, "book": "BT24A0001"}, bad)
    assert code == 1
    assert "line 2" in capsys.readouterr().err.lower()
    assert not pdf.exists()
