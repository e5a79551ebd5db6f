"""Runs of real processes under faults drawn from seeds: nothing lost, doubled, stuck or apart."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from tests.faults import record, run
from tests.faults.audit import Audit, Held
from tests.faults.record import Tally
from tests.faults.run import main
from tests.faults.schedule import draw
from tests.faults.shrink import shrunk
from tests.faults.verdict import DeskSeen, Finding, Kind, SiteSeen, findings
from tests.faults.world import Outcome

SHORT, LONG = 20, 10_000
FIRST = 8
"""Of the first twenty from here all kinds take part, PostgreSQL once: its start takes long."""
DESK = "00000000-0000-0000-0000-000000000001"


@pytest.mark.parametrize(
    "runs", [SHORT, pytest.param(LONG, marks=pytest.mark.long)], ids=["short", "long"]
)
def test_nothing_is_lost_doubled_wedged_or_divergent(
    runs: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record, "keep", lambda *_: None)
    code = main(["--seeds", str(runs), "--from", str(FIRST)])
    said = capsys.readouterr().out
    assert code == 0, said
    assert said.splitlines()[-1] == f"{runs} runs, 0 lost, 0 doubled, 0 wedged, 0 divergent"


def test_any_finding_makes_the_exit_code_1_and_stands_in_the_last_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds: tuple[Kind, ...] = ("lost", "doubled", "wedged", "divergent")
    for kind in kinds:
        outcome = Outcome([Finding(kind, "once"), Finding(kind, "and again")])
        judged = [(1, Outcome(), ""), (2, outcome, "--from 2 --only 3,8")]
        monkeypatch.setattr(run, "_judged", lambda _options, judged=judged: iter(judged))
        assert main(["--seeds", "2"]) == 1
        said = capsys.readouterr().out.splitlines()
        assert "--from 2 --only 3,8" in said
        assert said[-1] == "2 runs, " + ", ".join(f"{one == kind:d} {one}" for one in kinds)


def test_a_seed_draws_the_same_schedule_each_time_and_others_draw_others() -> None:
    assert draw(7) == draw(7)
    assert len({draw(seed).steps for seed in range(50)}) == 50


def test_a_schedule_cut_down_twice_keeps_the_places_in_the_whole() -> None:
    plan = draw(7).only([1, 4, 6])
    assert plan.only([4]).steps == (draw(7).steps[4],)
    assert plan.places == (1, 4, 6)


def test_what_fails_is_cut_down_to_the_steps_that_it_needs() -> None:
    tried: list[list[int]] = []

    def fails(places: object) -> bool:
        assert isinstance(places, list)
        tried.append(places)
        return {3, 17} <= set(places)

    assert shrunk(range(40), fails) == [3, 17]
    assert len(tried) <= 80


def held(seq: int, id: str, state: int = 0) -> Held:
    return Held(DESK, 1, seq, id, "person", "visit.arrived", f"digest of {id}", state)


def seen(entries: list[Held], saved: set[str], refusals: dict[str, str] | None = None) -> DeskSeen:
    tables = {"visit": {"person": "x"}, "refusal": refusals or {}}
    audit = Audit(entries, tables, tables, [])
    begun = frozenset(one.id for one in entries) | saved
    return DeskSeen("desk 1", frozenset({DESK}), begun, frozenset(saved), audit)


def kinds_found(feed: list[Held], desk: DeskSeen) -> set[str]:
    centre = Audit(feed, desk.audit.tables, desk.audit.tables, [])
    return {finding.kind for finding in findings(SiteSeen(centre, [desk]))}


def test_an_acknowledged_entry_that_is_not_at_the_centre_is_lost() -> None:
    here = [held(1, "a"), held(2, "b")]
    assert kinds_found(here, seen(here, {"a", "b"})) == set()
    assert kinds_found(here[:1], seen(here, {"a", "b"})) == {"lost"}


def test_an_entry_that_is_in_the_feed_twice_is_doubled() -> None:
    here = [held(1, "a")]
    assert kinds_found([*here, held(2, "a")], seen(here, {"a"})) >= {"doubled"}


def test_an_entry_that_nobody_wrote_is_divergent() -> None:
    desk = seen([held(1, "a")], {"a"})
    assert kinds_found([held(1, "a"), held(2, "invented")], desk) == {"divergent"}


def test_an_entry_of_a_device_that_is_nobodys_is_divergent() -> None:
    writer, reader = seen([held(1, "a")], {"a"}), seen([held(1, "a")], set())
    audit = msgspec.structs.replace(writer.audit, device="the centre")
    stranger = replace(reader, devices=frozenset({"another desk"}))
    found = {str(one) for one in findings(SiteSeen(audit, [stranger]))}
    assert "divergent: a at the centre was written by nobody" in found


def test_what_the_centre_itself_wrote_is_invented_by_nobody() -> None:
    reader = replace(seen([held(1, "a")], set()), devices=frozenset({"another desk"}))
    of_centre = msgspec.structs.replace(reader.audit, device=DESK)
    found = {str(one) for one in findings(SiteSeen(of_centre, [reader]))}
    assert "divergent: a at the centre was written by nobody" not in found


def test_a_hub_may_have_said_which_desks_there_are_and_nothing_else() -> None:
    joined = msgspec.structs.replace(held(1, "a"), kind="device.enrolled")
    reader = replace(seen([], set()), devices=frozenset({"another desk"}))
    tables = reader.audit.tables
    audit = Audit([joined, held(2, "b")], tables, tables, [], "the centre")
    found = {str(one) for one in findings(SiteSeen(audit, [reader], relays=frozenset({DESK})))}
    assert "divergent: b at the centre was written by nobody" in found
    assert "divergent: a at the centre was written by nobody" not in found


def test_a_refusal_that_is_not_shown_is_divergent() -> None:
    here, quarantined = [held(1, "a")], [held(1, "a", state=2)]
    assert kinds_found(quarantined, seen(here, {"a"})) == {"divergent"}
    assert kinds_found(quarantined, seen(here, {"a"}, {"a": "shown"})) == set()


def at_a_site_with_a_hub(feed: list[Held], hub: list[Held], desk: DeskSeen) -> set[str]:
    centre = Audit(feed, desk.audit.tables, desk.audit.tables, [])
    return {one.words for one in findings(SiteSeen(centre, [desk], Audit(hub, {}, {}, [])))}


def test_what_a_hub_lacks_or_shows_of_its_own_is_found() -> None:
    here = [held(1, "a")]
    desk = seen(here, {"a"})
    assert at_a_site_with_a_hub(here, here, desk) == set()
    assert at_a_site_with_a_hub(here, [], desk) == {"the hub lacks 1 entries (a)"}
    shown = at_a_site_with_a_hub(here, [*here, held(2, "invented")], desk)
    assert shown == {"the hub shows 1 entries of nobody (invented)"}


def test_what_a_hub_let_pass_and_the_centre_refused_may_be_at_all_desks() -> None:
    here, refused = [held(1, "a")], [held(1, "a", state=2)]
    shown = {"a": "shown"}
    assert at_a_site_with_a_hub(refused, here, seen(here, {"a"}, shown)) == set()


def test_an_entry_of_another_site_is_divergent() -> None:
    desk = seen([held(1, "a")], {"a"})
    centre = Audit([held(1, "a")], desk.audit.tables, desk.audit.tables, [])
    found = findings(SiteSeen(centre, [desk], strangers=frozenset({DESK})))
    assert {one.kind for one in found} == {"divergent"}


def test_a_run_that_goes_on_where_one_ended_is_added_to_it_with_what_was_found(
    tmp_path: Path,
) -> None:
    results = tmp_path / "faults.json"
    clean, found = Tally(runs=100, kills=350), Tally(runs=50, kills=150)
    found.found["lost"] = 1
    for tally, first in ((clean, 1), (found, 101), (clean, 151), (clean, 900)):
        record.keep(tally, first, 60, results)
    kept = json.loads(results.read_text("utf-8"))
    said = [(one["seeds"], one["runs"], one["kills"], one["lost"]) for one in kept]
    assert said == [([1, 250], 250, 850, 1), ([900, 999], 100, 350, 0)]
