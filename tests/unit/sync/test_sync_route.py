"""Which upstream a desk uses, step by step, with a clock and a network of the test's."""

from __future__ import annotations

from dataclasses import dataclass, field

from sync.errors import ServerBroken, ServerBusy, ServerUnreachable
from sync.route import Route, Way, answers

HUB = Way("hub", "a" * 64, "http://hub")
CENTRE = Way("centre", "c" * 64, "http://centre")


@dataclass
class Pages:
    """A book in memory."""

    known: list[Way] = field(default_factory=lambda: [CENTRE, HUB])
    used: Way = HUB

    def ways(self) -> list[Way]:
        return self.known

    def current(self) -> Way:
        return self.used

    def turn_to(self, way: Way) -> None:
        self.used = way


@dataclass
class World:
    """What answers, what is heard, and the time."""

    book: Pages = field(default_factory=Pages)
    up: set[str] = field(default_factory=lambda: {HUB.url, CENTRE.url})
    heard: dict[str, str] = field(default_factory=dict)
    now: float = 0.0
    route: Route = field(init=False)

    def __post_init__(self) -> None:
        self.route = Route(
            self.book, lambda: self.heard, lambda url: url in self.up, lambda: self.now
        )


def test_a_desk_stays_with_the_hub_while_it_works() -> None:
    world = World()
    assert not world.route.choose()
    assert not world.route.is_second_best


def test_a_hub_that_fails_is_gone_round_and_come_back_to() -> None:
    world = World()
    world.up.remove(HUB.url)
    world.route.failed(ServerUnreachable())
    assert world.route.choose()
    assert (world.book.used, world.route.is_second_best) == (CENTRE, True)
    world.now += 6
    assert not world.route.choose()
    world.up.add(HUB.url)
    world.now += 60
    assert world.route.choose()
    assert world.book.used == HUB


def test_a_hub_that_answers_wrongly_is_tried_less_and_less_often() -> None:
    world = World()
    tries = 0
    for _ in range(600):
        world.now += 1
        world.route.choose()
        if world.book.used == HUB:
            tries += 1
            world.route.failed(ServerBroken())
    assert 4 <= tries <= 10


def test_a_hub_that_is_busy_is_waited_for() -> None:
    world = World()
    world.route.failed(ServerBusy(5))
    assert not world.route.choose()
    assert world.book.used == HUB


def test_when_nobody_answers_a_desk_stays_where_it_is() -> None:
    world = World(up=set())
    world.route.failed(ServerUnreachable())
    assert not world.route.choose()
    assert world.book.used == HUB


def test_a_hub_without_an_address_is_used_once_it_is_heard_under_its_key() -> None:
    world = World(Pages([CENTRE, Way("hub", HUB.key)], CENTRE))
    world.up.add("http://heard")
    assert not world.route.choose()
    world.heard["b" * 64] = "http://heard"
    world.now += 400
    assert not world.route.choose()
    world.heard[HUB.key] = "http://heard"
    world.now += 400
    assert world.route.choose()
    assert world.book.used == Way("hub", HUB.key, "http://heard")


def test_a_hub_that_moved_is_followed_when_the_centre_cannot_be_reached_either() -> None:
    world = World(up={"http://new"}, heard={HUB.key: "http://new"})
    world.route.failed(ServerUnreachable())
    assert world.route.choose()
    assert world.book.used.url == "http://new"


def test_what_is_no_address_does_not_answer() -> None:
    for url in ("", "http://", "http://[::1", "http://127.0.0.1:99999", "http://127.0.0.1:1"):
        assert not answers(url)
