"""What docs/protocol.md says is what the program does: each table is compared."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from central.endpoints import ROUTES
from central.rules import CENTRE_ONLY
from immunization.entries import KINDS
from immunization.refusals import REFUSALS
from sync import limits, wire
from sync.problems import PROBLEMS, TYPE

PAGE = (Path(__file__).parents[2] / "docs" / "protocol.md").read_text(encoding="utf-8")


def table(heading: str) -> list[list[str]]:
    """The rows of the table that has a column of this heading."""
    lines = PAGE.splitlines()
    start = next(at for at, line in enumerate(lines) if f"| {heading} |" in line)
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip().replace("`", "") for cell in line.strip("|").split("|")])
    return rows


def test_every_kind_is_named_with_who_may_write_it() -> None:
    said = {row[0]: row[1] for row in table("kind")}
    assert set(said) == set(KINDS)
    for kind, writers in said.items():
        assert ("desk" in writers) == (kind.partition(".")[0] not in CENTRE_ONLY)


def test_every_limit_is_the_one_of_the_program() -> None:
    said = {row[0].partition(":")[0]: int(row[1]) for row in table("limit")}
    assert said == {name: value for name, value in vars(limits).items() if name.isupper()}


def test_every_endpoint_is_the_one_of_the_program() -> None:
    said = {row[0]: (row[1], row[2] == "yes") for row in table("path")}
    assert said == {path: (method, signed) for path, (method, _, signed) in ROUTES.items()}
    for row in table("path"):
        for body in row[3:5]:
            assert not body or body == "query" or hasattr(wire, body)


def test_every_body_has_the_elements_of_the_program_in_their_order() -> None:
    said = {row[0]: row[1].split(", ") for row in table("body")}
    bodies = {
        name: kind.__struct_fields__
        for name, kind in vars(wire).items()
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and name != "Message"
    }
    assert said == {name: list(fields) for name, fields in bodies.items()}


def test_every_problem_and_its_status_is_the_one_of_the_program() -> None:
    tables = re.findall(r"^\| `([a-z-]+)` \| (\d{3}) \|$", PAGE, re.MULTILINE)
    said = {code: int(status) for code, status in tables}
    assert said == {code: status for code, (status, _) in PROBLEMS.items()}
    assert TYPE in PAGE


def test_every_reason_of_a_quarantine_is_the_one_of_the_program() -> None:
    said = {row[0] for row in table("why an entry is quarantined")}
    assert said == set(REFUSALS)


def test_the_version_and_the_media_type_are_the_ones_of_the_program() -> None:
    assert f"Wire version: **{wire.VERSION}**" in PAGE
    assert wire.MEDIA_TYPE in PAGE
    assert wire.PROBLEM_TYPE in PAGE
