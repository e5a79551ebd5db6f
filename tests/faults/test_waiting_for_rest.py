"""When a run is at rest, when it is stuck, and when it is only slow."""

from __future__ import annotations

from typing import Any

from tests.faults.rest import Patience, Standing
from tests.faults.server_file import Relaying

HUB_KEY = "aa"


def standing(*, rounds: int = 0, hub: Relaying | None = None, **state: Any) -> Standing:
    at_rest = {"waiting": 0, "urgent": 0, "position": 7, "line": "online", "upstream": HUB_KEY}
    return Standing(
        feeds={"site": (9, 9)},
        hubs={"hub1": hub or Relaying(head=7, read=9, waiting=0)},
        desks={"desk1": {**at_rest, "rounds": rounds, **state}},
        hub_of={"desk1": ("hub1", HUB_KEY)},
        site_of={"desk1": "site", "hub1": "site"},
    )


def test_all_are_at_rest_when_nothing_waits_and_each_has_read_its_feed_to_the_end() -> None:
    assert standing().is_at_rest
    assert not standing(waiting=1).is_at_rest
    assert not standing(position=6).is_at_rest
    assert not standing(line="offline").is_at_rest


def test_a_desk_that_is_not_back_at_its_hub_is_not_at_rest() -> None:
    assert not standing(upstream="the centre's").is_at_rest


def test_a_hub_that_has_something_to_send_or_to_read_is_not_at_rest() -> None:
    assert not standing(hub=Relaying(head=7, read=9, waiting=1)).is_at_rest
    assert not standing(hub=Relaying(head=7, read=8, waiting=0)).is_at_rest


def test_nobody_is_called_stuck_before_each_desk_has_tried_a_few_times() -> None:
    patience = Patience(stillness=0.0, least=3)
    assert not patience.is_over(standing(waiting=1, rounds=10))
    assert not patience.is_over(standing(waiting=1, rounds=12))
    assert patience.is_over(standing(waiting=1, rounds=13))


def test_what_moves_is_not_stuck() -> None:
    patience = Patience(stillness=0.0, least=3)
    assert not patience.is_over(standing(waiting=5, rounds=10))
    assert not patience.is_over(standing(waiting=4, rounds=20))
    assert not patience.is_over(standing(waiting=3, rounds=30))
    assert not patience.is_over(None)
