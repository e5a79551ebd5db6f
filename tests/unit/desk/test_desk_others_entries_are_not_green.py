"""What others wrote is green, and counts as known, only where the centre is known to have it.

Through a hub without internet, after the hub's PC died, from another desk's file: in none of
these has the centre said anything yet (SanaMobile/vaccine_registry #88; open-msupply #5014).
"""

from __future__ import annotations

from desk.standing import standings_of
from immunization.entries import PersonRegistered, VisitArrived
from immunization.ids import person_of_number
from local_db import seen, upstreams
from local_db.ledger import DeskLedger
from local_db.reads import Place
from local_db.upstreams import Upstream
from records.journal import Author
from records.lines import StoredEntry
from records.seals import Head
from tests.unit.desk.desk_world import OTHER_DESK, World, done

NUMBER = "079179000998"
HUB, CENTRE = (
    Upstream("hub", "aa" * 32, "http://hub"),
    Upstream("centre", "bb" * 32, "http://centre"),
)


def use(world: World, upstream: Upstream) -> None:
    done(world.store.write(lambda c: upstreams.turn_to(c, upstream), origin="sync"))


def test_what_came_through_a_hub_is_not_green_because_the_desk_turned_to_the_centre(
    world: World,
) -> None:
    use(world, CENTRE)
    use(world, HUB)
    person = world.registered()
    (entry,) = world.feed(
        person, VisitArrived(day=world.clock.today(), number="B001"), device=OTHER_DESK
    )

    def stands() -> str:
        with world.store.read() as connection:
            place = Place(OTHER_DESK, 1, world.sequences[OTHER_DESK])
            return standings_of(connection, {entry: place})[entry].stop

    assert stands() == "hub"
    use(world, CENTRE)  # the hub's PC died; whether it had sent that on nobody here knows
    assert stands() != "centre"


def test_a_walk_in_of_another_desk_through_a_hub_has_no_known_history(world: World) -> None:
    use(world, HUB)  # and the hub has no line to the centre
    person = person_of_number("cccd", NUMBER)
    world.feed(
        person,
        PersonRegistered(name="Phan Văn Sáu", sex="male", birth="1979-03-12"),
        VisitArrived(day=world.clock.today(), number="B001"),
        device=OTHER_DESK,
    )
    world.clock.pass_by(minutes=1)
    world.synced()

    assert world.desk.cards.of(person).knowledge.history == "unknown"


def test_what_the_hub_says_with_the_centres_receipt_is_green_and_known(world: World) -> None:
    use(world, HUB)
    person = person_of_number("cccd", NUMBER)
    (_, entry) = world.feed(
        person,
        PersonRegistered(name="Phan Văn Sáu", sex="male", birth="1979-03-12"),
        VisitArrived(day=world.clock.today(), number="B001"),
        device=OTHER_DESK,
    )
    seq = world.sequences[OTHER_DESK]
    head = Head(OTHER_DESK, 1, seq, bytes(32))
    done(world.store.write(lambda c: seen.keep_told(c, [head]), origin="sync"))
    world.synced()

    with world.store.read() as connection:
        found = standings_of(connection, {entry: Place(OTHER_DESK, 1, seq)})
    assert found[entry].stop == "centre"
    assert world.desk.cards.of(person).knowledge.history == "complete"


def test_another_hub_does_not_vouch_for_what_the_one_before_had(world: World) -> None:
    use(world, HUB)
    person = world.registered()
    (entry,) = world.feed(
        person, VisitArrived(day=world.clock.today(), number="B001"), device=OTHER_DESK
    )
    place = {entry: Place(OTHER_DESK, 1, world.sequences[OTHER_DESK])}
    use(world, Upstream("hub", "cc" * 32, "http://other"))
    with world.store.read() as connection:
        assert standings_of(connection, place)[entry].stop == "desk"


def test_a_centre_with_another_feed_than_before_has_nothing_until_it_is_read_again(
    world: World,
) -> None:
    person = world.registered()
    (entry,) = world.feed(
        person, VisitArrived(day=world.clock.today(), number="B001"), device=OTHER_DESK
    )
    place = {entry: Place(OTHER_DESK, 1, world.sequences[OTHER_DESK])}
    DeskLedger(world.store).take_page([], 0)
    with world.store.read() as connection:
        assert standings_of(connection, place)[entry].stop == "desk"


def test_a_reaction_that_went_ahead_of_its_chain_vouches_for_nothing_before_it(
    world: World,
) -> None:
    person = world.registered()
    world.feed(person, VisitArrived(day=world.clock.today(), number="B001"), device=OTHER_DESK)
    ahead = StoredEntry(OTHER_DESK, 2, 8, b'{"lc": 1, "kind" : "reaction.reported"}')
    assert seen.ends_of([ahead]) == {}
    after = StoredEntry(OTHER_DESK, 2, 9, b'{"kind":"visit.arrived","body":{"note":"reaction."}}')
    assert seen.ends_of([ahead, after]) == {Author(OTHER_DESK, 2): 9}
    with world.store.read() as connection:
        known = seen.seen(connection)
    assert known["centre", OTHER_DESK, 1] == world.sequences[OTHER_DESK]
