"""Files that commands write: whole or not at all, and never over what somebody else needs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from central import administration
from desktop_app.command_line import main
from desktop_app.commands import printed
from desktop_app.commands.centre import open_centre
from immunization.ids import SiteCode

SITE = SiteCode("75-001")


@pytest.fixture
def hall(tmp_path: Path) -> Path:
    folder = tmp_path / "centre"
    with open_centre(folder) as centre:
        administration.add_site(centre, SITE, "TYT xã Thanh Bình")
    return folder


def told(hall: Path, *words: str) -> int:
    return main(["--data", str(hall), "--language", "en", "centre", *words])


def test_a_pdf_takes_the_place_of_an_older_one_only(tmp_path: Path) -> None:
    file, notes = tmp_path / "thẻ.pdf", tmp_path / "danh sách.jsonl"
    printed.keep(file, b"%PDF-1.7 one")
    printed.keep(file, b"%PDF-1.7 two")
    assert file.read_bytes() == b"%PDF-1.7 two"

    notes.write_bytes(b"{}")
    for taken in (notes, tmp_path, Path(), tmp_path / "no folder" / "x.pdf"):
        with pytest.raises(OSError):  # noqa: PT011 (each system has its own)
            printed.keep(taken, b"%PDF-1.7")
    assert notes.read_bytes() == b"{}"
    assert sorted(tmp_path.iterdir()) == sorted([file, notes])


@pytest.mark.skipif(sys.platform != "linux", reason="a disk without room is to be had there only")
def test_a_pdf_for_which_there_is_no_room_leaves_the_old_one(tmp_path: Path) -> None:
    file = tmp_path / "thẻ.pdf"
    file.write_bytes(b"%PDF-1.7 one")
    (tmp_path / "thẻ.pdf.unfinished").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space"):
        printed.keep(file, b"%PDF-1.7 two")
    assert file.read_bytes() == b"%PDF-1.7 one"


def test_papers_are_not_printed_over_the_list_they_are_made_of(
    hall: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "danh sách.jsonl"
    line = (
        '{"person":{"name":"Họ Tên Mẫu","birth":"2002-05-15","sex":"male",'
        '"numbers":[{"system":"cccd","value":"001202000000"}]},"book":"BT24A0001"}\n'
    )
    file.write_text(line, "utf-8")
    assert told(hall, "paper", SITE, str(file), str(file)) == 1
    assert "Nothing was printed" in capsys.readouterr().err
    assert file.read_text("utf-8") == line


@pytest.mark.parametrize("name", ["out", "notes.txt"])
def test_receipts_take_the_place_of_receipts_only(
    name: str, hall: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    carried, taken = tmp_path / "out", tmp_path / name
    carried.write_text("what a desk wrote")
    taken.write_text("what somebody needs")

    assert told(hall, "import", str(carried), "--receipts", str(taken)) == 1

    assert "A file of this name is there already" in capsys.readouterr().err
    assert taken.read_text() == "what somebody needs"


@pytest.mark.parametrize("words", [("--supervised", " "), ("--also-later",)])
def test_a_supervised_import_says_why(
    words: tuple[str, ...], hall: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    carried = tmp_path / "out"
    carried.write_text("what a desk wrote")
    assert told(hall, "import", *words, str(carried)) == 1
    assert "A reason is needed" in capsys.readouterr().err


def test_a_register_that_nobody_could_read_is_not_written(
    hall: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(hall, "export", SITE, str(tmp_path / "out")) == 1
    assert "no desk in use yet" in capsys.readouterr().err
    assert list(tmp_path.glob("out*")) == []
