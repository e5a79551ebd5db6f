"""Files given to the centre's commands: what cannot be read is said, and nothing is half done."""

from __future__ import annotations

import codecs
import json
import os
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st
from sqlalchemy import select

from central import administration, sites
from central.tables import feed
from desktop_app.command_line import main
from desktop_app.commands import given
from desktop_app.commands.centre import open_centre
from desktop_app.commands.given import GivenFileUnreadable, GivenLineUnreadable
from immunization.entries import read
from immunization.ids import SiteCode, person_of_number

SITE = SiteCode("75-001")
PERSON = {"name": "Họ Tên Mẫu", "birth": "2002-05-15", "sex": "male"}
DECLARED = {
    "number": {"system": "cccd", "value": "001202000000"},
    "declared": {"form": "5785/QĐ-BYT", "made_at": "2026-11-23T20:00:00+07:00", "yes": {"6": ""}},
}
COMMANDS = {
    "register": ("register", SITE, "{file}"),
    "declare": ("declare", SITE, "{file}"),
    "rules": ("rules", "{file}"),
    "paper": ("paper", SITE, "{file}", "{file}.pdf"),
}


@pytest.fixture
def hall(tmp_path: Path) -> Path:
    folder = tmp_path / "centre"
    with open_centre(folder) as centre:
        administration.add_site(centre, SITE, "TYT xã Thanh Bình")
    return folder


def told(hall: Path, command: str, file: Path | str) -> int:
    words = [word.format(file=file) for word in COMMANDS[command]]
    return main(["--data", str(hall), "--language", "en", "centre", *words])


def entries(hall: Path) -> int:
    with open_centre(hall) as centre, centre.database.reading() as connection:
        return sites.head(connection, SITE)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("what", ["missing", "folder"])
def test_a_file_that_is_not_there_is_named_in_a_sentence(
    command: str, what: str, hall: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "danh sách.jsonl"
    if what == "folder":
        file.mkdir()
    before = entries(hall)

    assert told(hall, command, file) == 1

    said = capsys.readouterr().err
    assert "danh sách.jsonl cannot be read" in said
    assert "Traceback" not in said
    assert entries(hall) == before


@pytest.mark.parametrize(
    ("command", "good"), [("register", PERSON), ("declare", DECLARED)], ids=["register", "declare"]
)
@pytest.mark.parametrize(
    "wrong", [b"{", b"[]", b"\xff\xfe", b"[" * 5_000, b'{"name": 1}', b'"' + b"x" * 70_000 + b'"']
)
def test_a_wrong_last_line_is_found_before_anything_is_written(
    command: str,
    good: dict[str, object],
    wrong: bytes,
    hall: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "people.jsonl"
    before = entries(hall)
    file.write_bytes(json.dumps(good).encode() + b"\n\n" + wrong)

    assert told(hall, command, file) == 1
    assert "Line 3 of the file" in capsys.readouterr().err
    assert entries(hall) == before

    file.write_bytes(json.dumps(good).encode() + b"\n")
    assert told(hall, command, file) == 0
    assert entries(hall) == before + 1


def test_what_is_wrong_in_a_line_is_not_repeated_for_it_may_be_about_a_person(
    hall: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "people.jsonl"
    file.write_text(json.dumps(PERSON | {"sex": "0901234567"}), "utf-8")

    assert told(hall, "register", file) == 1

    said = capsys.readouterr().err
    assert "$.sex" in said
    assert "0901234567" not in said


def test_a_document_of_rules_larger_than_any_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    with file.open("wb") as sparse:
        sparse.truncate(given._MOST_BYTES + 1)

    with pytest.raises(GivenFileUnreadable):
        given.content(file)


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes are files elsewhere only")
def test_what_comes_through_a_pipe_is_read_like_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    feeder = threading.Thread(target=pipe.write_bytes, args=(b"1\n2\n",))
    feeder.start()

    assert list(given.lines(pipe, int)) == [1, 2]
    feeder.join()


@drawn(st.lists(st.one_of(st.integers(), st.none()), max_size=8), st.booleans())
def test_all_lines_are_given_or_none(
    tmp_path_factory: pytest.TempPathFactory, values: list[int | None], ends: bool
) -> None:
    file = tmp_path_factory.mktemp("lines") / "lines"
    file.write_text("\n".join(map(json.dumps, values)) + "\n" * ends, "utf-8")

    if None in values:
        with pytest.raises(GivenLineUnreadable) as found:
            next(given.lines(file, int))
        assert found.value.values["line"] == values.index(None) + 1
    else:
        assert list(given.lines(file, int)) == values


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"name": "  "}, "$.name"),
        ({"birth": "15/05/2002"}, "$.birth"),
        ({"birth": "2002-02-30"}, "$.birth"),
        ({"phone": "0" * 33}, "$.phone"),
        ({"group": 2**40}, "$.group"),
        ({"numbers": [{"system": "cccd", "value": "001 202 000 000"}]}, "$.numbers[0].value"),
        ({"numbers": [{"system": "cccd", "value": "1202000000"}]}, "$.numbers[0].value"),
        ({"numbers": [{"system": "passport", "value": "b1234567"}]}, "$.numbers[0].value"),
        ({"numbers": [{"system": "health_book", "value": "A" * 33}]}, "$.numbers[0].value"),
        ({"address": "x\x00"}, "NUL"),
        ({"address": "à" * 9_000}, "too long"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_person_whom_no_desk_would_find_is_named_before_anything_is_written(
    wrong: dict[str, object],
    where: str,
    hall: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "people.jsonl"
    before = entries(hall)
    file.write_text(f"{json.dumps(PERSON)}\n{json.dumps(PERSON | wrong)}", "utf-8")

    assert told(hall, "register", file) == 1

    said = capsys.readouterr().err
    assert "Line 2 of the file" in said
    assert where in said
    assert entries(hall) == before


@pytest.mark.parametrize(
    "number", [{"system": "passport", "value": "B1234567"}, {"system": "cccd", "value": "1"}]
)
def test_a_declaration_that_no_desk_would_find_is_named(
    number: dict[str, str], hall: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "declared.jsonl"
    file.write_text(json.dumps(DECLARED | {"number": number}), "utf-8")

    assert told(hall, "declare", file) == 1
    assert "$.number" in capsys.readouterr().err


def test_a_declaration_is_about_whom_the_register_and_a_desk_mean(
    hall: Path, tmp_path: Path
) -> None:
    old_card, number = "DN4797512345678", "7512345678"
    numbers = [{"system": "bhyt", "value": old_card}]
    register, declared = tmp_path / "people.jsonl", tmp_path / "declared.jsonl"
    register.write_text(json.dumps(PERSON | {"numbers": numbers}), "utf-8")
    of_new_card = {"number": {"system": "bhyt", "value": number}}
    declared.write_text(json.dumps(DECLARED | of_new_card), "utf-8")

    assert told(hall, "register", register) == 0
    assert told(hall, "declare", declared) == 0

    with open_centre(hall) as centre, centre.database.reading() as connection:
        written = connection.execute(select(feed.c.written).order_by(feed.c.position)).scalars()
        about = [str(read(bytes(one)).about) for one in written]
    assert about[-2:] == [str(person_of_number("bhyt", number))] * 2


@pytest.mark.parametrize("command", ["register", "declare"])
def test_a_site_that_is_not_there_is_said_also_of_an_empty_file(
    command: str, hall: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "empty"
    file.touch()

    assert main(["--data", str(hall), "--language", "en", "centre", command, "T9", str(file)]) == 1
    assert "No site has the code T9" in capsys.readouterr().err
    assert told(hall, command, file) == 0
    assert "0 " in capsys.readouterr().err


def test_a_mark_that_editors_of_windows_put_before_a_text_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "lines"
    file.write_bytes(codecs.BOM_UTF8 + b"1\r\n2\r\n")

    assert list(given.lines(file, int)) == [1, 2]
    assert given.content(file) == b"1\r\n2\r\n"
