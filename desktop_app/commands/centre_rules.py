"""``bantiem centre rules|recall|declare``: what the centre rules, and passes on from citizens."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import msgspec

from immunization.entries import HealthDeclared, IdentityNumber
from immunization.ids import SiteCode


class Line(msgspec.Struct, frozen=True):
    """What a citizen declared, by one of their numbers."""

    number: IdentityNumber
    declared: HealthDeclared


def add(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands."""
    rules = actions.add_parser("rules", help="send a document of rules (TOML) to every site")
    rules.add_argument("file", type=Path)
    rules.set_defaults(run=run_rules)
    recall = actions.add_parser("recall", help="bar a lot at every site")
    recall.add_argument("product")
    recall.add_argument("lot")
    recall.add_argument("reason")
    recall.add_argument("--lift", action="store_true", help="let it be used again")
    recall.set_defaults(run=run_recall)
    declare = actions.add_parser(
        "declare", help="pass on citizens' health declarations: one JSON object a line"
    )
    declare.add_argument("site")
    declare.add_argument("file", type=Path, help="- for standard input")
    declare.set_defaults(run=run_declare)


def run_rules(options: argparse.Namespace) -> int:
    """Check a document, name what would be passed over, and send it.

    Raises GivenFileUnreadable, UnreadableRules, RulesOutdated, NoSites.
    """
    from central import administration
    from desktop_app.commands import given
    from desktop_app.commands.centre import existing_centre
    from immunization.rulebook import stray_fields

    text = given.content(options.file)
    for field in stray_fields(text):
        print(f"! {field}", file=sys.stderr)
    with existing_centre(options.data, options.database) as centre:
        document = administration.issue_rules(centre, text)
    print(f"{document.document} {document.version}")
    return 0


def run_recall(options: argparse.Namespace) -> int:
    """Recall a lot, or lift its recall; print its number as desks keep it.

    Raises UnreadableLot, UnknownProduct, NoReason, NoSites.
    """
    from central import administration
    from desktop_app.commands.centre import existing_centre

    with existing_centre(options.data, options.database) as centre:
        number = administration.recall_lot(
            centre, options.product, options.lot, options.reason, lifted=options.lift
        )
    print(f"{options.product} {number}")
    return 0


def run_declare(options: argparse.Namespace) -> int:
    """Pass on declarations: ``{"number": {"system", "value"}, "declared": {…}}`` a line.

    Raises UnknownSite, GivenFileUnreadable, GivenLineUnreadable.
    """
    from central import administration
    from desktop_app.commands import given
    from desktop_app.commands.centre import existing_centre
    from immunization.persons import ids_of_numbers

    site, done = SiteCode(options.site), 0
    with existing_centre(options.data, options.database) as centre:
        administration.see_that_there_is(centre, site)
        for line in given.lines(options.file, Line, _fault):
            person = ids_of_numbers([line.number])[0]
            administration.pass_on_declaration(centre, site, person, line.declared)
            done += 1
    print(f"{done} declarations", file=sys.stderr)
    return 0


def _fault(line: Line) -> str:
    """Return what keeps a declaration from being found where the citizen comes."""
    from desktop_app.commands.person_lines import fault_of_numbers, fault_of_size
    from immunization.persons import ids_of_numbers

    if fault_of_numbers([line.number]) or not ids_of_numbers([line.number]):
        return "$.number"
    return fault_of_size(line.declared)
