"""Serious events: the alarm, the 24 hours, the follow-ups until closed, and the written report."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desk.errors import FieldMissing, NoSuchReaction, SupervisorOnly
from desk.observation import ReactionDraft
from desk.paper import pdf
from desk.serious import CALL_ALL_AFTER, SeriousNote
from desk.serious_report import report_of
from immunization import entries
from immunization.ids import EntryId, PersonId
from tests.unit.desk.desk_world import LOT_ID, OTHER_DESK, World, done


def serious_one(world: World, **changes: object) -> tuple[PersonId, EntryId]:
    person = world.registered()
    world.to_observation(person)
    world.clock.pass_by(minutes=12)
    draft = ReactionDraft(world.desk.new_form(), person, symptoms=("anaphylaxis",), **changes)  # type: ignore[arg-type]
    return person, done(world.desk.observation.report(draft)).entry


def report(world: World, person: PersonId, reaction: EntryId) -> dict[str, object]:
    from desk.person_file import read_file

    with world.store.read() as connection:
        file = read_file(connection, person)
        found = file.person.reactions[reaction]
        return report_of(
            connection, file, found, world.desk.station, world.catalogue, world.clock.now()
        )


def test_an_alarm_rings_at_the_supervisors_desk_until_it_is_acknowledged(world: World) -> None:
    person, reaction = serious_one(world)
    supervisor = world.as_operator("supervisor")

    assert [event.reaction for event in supervisor.serious.alarms()] == [reaction]
    done(supervisor.serious.acknowledge(supervisor.new_form(), person, reaction))

    assert supervisor.serious.alarms() == ()
    (event,) = supervisor.serious.open_events()
    assert event.acknowledged_at == world.clock.now()


def test_an_alarm_comes_by_the_feed_from_another_desk(world: World) -> None:
    person = world.registered()
    body = entries.ReactionReported(
        day=world.clock.today(), onset_at=world.clock.now(), symptoms=("apnoea",),
        severity="serious",
    )  # fmt: skip
    (reaction,) = world.feed(person, body, device=OTHER_DESK)

    (event,) = world.as_operator("supervisor").serious.alarms()

    assert (event.reaction, event.what.vi) == (reaction, "Ngừng thở")


def test_what_no_supervisor_acknowledges_rings_at_every_desk_after_a_while(world: World) -> None:
    serious_one(world)
    assert world.desk.serious.alarms() == ()

    world.clock.at += CALL_ALL_AFTER

    assert len(world.desk.serious.alarms()) == 1


def test_what_was_acknowledged_rings_no_more_beside_what_was_not(world: World) -> None:
    person, reaction = serious_one(world)
    supervisor = world.as_operator("supervisor")
    done(supervisor.serious.acknowledge(supervisor.new_form(), person, reaction))
    draft = ReactionDraft(world.desk.new_form(), person, symptoms=("seizures",))
    second = done(world.desk.observation.report(draft)).entry

    assert [event.reaction for event in supervisor.serious.alarms()] == [second]
    assert len(supervisor.serious.open_events()) == 2


def test_a_nurse_cannot_acknowledge(world: World) -> None:
    person, reaction = serious_one(world)
    with pytest.raises(SupervisorOnly):
        world.desk.serious.acknowledge(world.desk.new_form(), person, reaction)


def test_the_24_hours_run_from_the_entry_and_end_with_the_written_report(world: World) -> None:
    person, reaction = serious_one(world)
    desk = world.desk
    (event,) = desk.serious.open_events()
    assert event.due == world.clock.now() + timedelta(hours=24)
    done(desk.serious.notified(desk.new_form(), person, reaction, "phone", "TTKSBT tỉnh"))
    assert desk.serious.open_events()[0].written_at is None

    world.clock.pass_by(hours=3)
    done(desk.serious.notified(desk.new_form(), person, reaction, "written", "TTKSBT tỉnh"))

    assert desk.serious.open_events()[0].written_at == world.clock.now()


def test_an_event_is_open_until_it_is_closed_and_again_when_more_is_added(world: World) -> None:
    person, reaction = serious_one(world)
    desk = world.as_operator("supervisor")
    done(desk.serious.acknowledge(desk.new_form(), person, reaction))
    note = SeriousNote("recovered", "Đã ra viện", closed=True)
    done(desk.serious.add(desk.new_form(), person, reaction, note))
    assert desk.serious.open_events() == ()

    done(desk.serious.add(desk.new_form(), person, reaction, SeriousNote("recovering", "Sốt lại")))

    assert [event.outcome for event in desk.serious.open_events()] == ["recovering"]


def test_a_mild_reaction_of_which_somebody_dies_becomes_serious(world: World) -> None:
    person = world.registered()
    world.to_observation(person)
    desk = world.desk
    draft = ReactionDraft(desk.new_form(), person, symptoms=("headache",))
    mild = done(desk.observation.report(draft)).entry
    assert desk.serious.open_events() == ()

    note = SeriousNote("died", died_on=date(2026, 11, 24), autopsy=True)
    done(desk.serious.add(desk.new_form(), person, mild, note))

    assert [event.outcome for event in desk.serious.open_events()] == ["died"]
    event = report(world, person, mild)["event"]
    assert isinstance(event, dict)
    assert (event["died"], event["autopsy"]) == ("24/11/2026", "có")
    assert event["criteria"]["death"] is True


def test_a_reaction_of_which_somebody_had_died_when_it_was_reported_is_serious(
    world: World,
) -> None:
    person = world.registered()
    world.to_observation(person)
    draft = ReactionDraft(world.desk.new_form(), person, symptoms=("fever",), outcome="died")
    assert draft.severity == "serious"
    done(world.desk.observation.report(draft))

    (event,) = world.as_operator("supervisor").serious.alarms()

    assert (event.person, event.outcome) == (person, "died")
    (report,) = [one for one in world.bodies(person) if isinstance(one, entries.ReactionReported)]
    assert (report.severity, report.criteria) == ("serious", ("death",))


def test_what_becomes_serious_rings_and_its_24_hours_begin_then(world: World) -> None:
    person = world.registered()
    world.to_observation(person)
    desk, supervisor = world.desk, world.as_operator("supervisor")
    draft = ReactionDraft(desk.new_form(), person, symptoms=("dizziness",))
    mild = done(desk.observation.report(draft)).entry
    assert supervisor.serious.alarms() == ()
    world.clock.pass_by(hours=2)

    done(
        desk.observation.follow_up(
            desk.new_form(), person, mild, "not_recovered", criteria=("hospitalisation",)
        )
    )

    (event,) = supervisor.serious.alarms()
    assert event.due == world.clock.now() + timedelta(hours=24)
    assert any(row.severity == "serious" for row in desk.observation.board())
    (item,) = [one for one in desk.cards.of(person).history if one.kind == "reaction"]
    assert item.severity == "serious"


def test_an_event_that_gets_graver_rings_again_and_by_the_same_word_does_not(
    world: World,
) -> None:
    person, reaction = serious_one(world, criteria=("hospitalisation",))
    desk = world.as_operator("supervisor")
    done(desk.serious.acknowledge(desk.new_form(), person, reaction))
    again = SeriousNote("not_recovered", criteria=("hospitalisation",))
    done(desk.serious.add(desk.new_form(), person, reaction, again))
    assert desk.serious.alarms() == ()

    done(desk.serious.add(desk.new_form(), person, reaction, SeriousNote("died")))

    assert [event.outcome for event in desk.serious.alarms()] == ["died"]
    done(desk.serious.acknowledge(desk.new_form(), person, reaction))
    assert desk.serious.alarms() == ()


def test_the_report_has_the_other_vaccines_of_the_visit(world: World) -> None:
    person, reaction = serious_one(world)
    other = entries.DoseGiven(
        day=world.clock.today(), product="je", lot="JE2604", expiry=None, dose_kind="basic",
        number=1, volume=1.0, body_site="right_deltoid", route="subcutaneous",
        given_at=world.clock.now(),
    )  # fmt: skip
    world.feed(person, other)
    data = report(world, person, reaction)
    assert data["others"] == [
        [
            "JEVAX (viêm não Nhật Bản)", "JE2604", "chưa rõ", "mũi 1 cơ bản",
            "1 ml, Tiêm dưới da, Cơ delta phải", "08:12",
        ]
    ]  # fmt: skip
    assert world.desk.serious.paper(person, reaction).startswith(b"%PDF")


def test_nothing_is_added_to_a_reaction_that_is_not_there(world: World) -> None:
    person, _ = serious_one(world)
    desk = world.desk
    with pytest.raises(NoSuchReaction):
        done(desk.serious.notified(desk.new_form(), person, desk.new_form(), "phone"))
    with pytest.raises(FieldMissing):
        desk.serious.add(
            desk.new_form(), person, desk.new_form(), SeriousNote("unknown", "a" * 3_000)
        )
    with pytest.raises(NoSuchReaction):
        desk.serious.paper(person, desk.new_form())


def test_the_report_has_every_lot_of_the_round_with_the_people_and_how_they_are(
    world: World,
) -> None:
    well = world.registered("031179000001", name="Người Khoẻ", birth="1990")
    world.to_observation(well)
    person, reaction = serious_one(world)

    data = report(world, person, reaction)

    assert data["lots"] == [
        ["Comirnaty (Pfizer)", "MT2611A", "31/01/2027", "2", "1", "0", "1", "0", "1"]
    ]
    parts = data["people"]
    assert isinstance(parts, list)
    lot, people = parts[0]
    assert lot == "MT2611A"
    assert [(row[1], row[2], row[4]) for row in people] == [
        ("Người Khoẻ", "1990", "Bình thường"),
        ("Nguyễn Thị Hồng Vân", "12/03/1979", "Tai biến nặng"),
    ]


def test_the_report_knows_supplier_licence_and_storage_of_the_lot(world: World) -> None:
    received = entries.LotReceived(
        product="comirnaty", lot="MT2611A", expiry=date(2027, 1, 31), doses=60,
        supplier="Kho tỉnh", licence="VX3-1228-21", storage="2-8 °C",
    )  # fmt: skip
    world.feed(LOT_ID, received)
    person, reaction = serious_one(
        world, cause="chưa rõ", bearing="pregnant", history="hen", treated_at="district"
    )

    data = report(world, person, reaction)

    dose, event, who = data["dose"], data["event"], data["person"]
    assert isinstance(dose, dict)
    assert isinstance(event, dict)
    assert isinstance(who, dict)
    assert [dose[name] for name in ("supplier", "licence", "storage")] == [
        "Kho tỉnh", "VX3-1228-21", "2-8 °C"
    ]  # fmt: skip
    assert (event["treated_at"], who["bearing"]) == ("Tuyến huyện", "Đang mang thai")
    assert who["history"] == "hen"


def test_the_report_has_the_diluent_of_the_vial_that_was_open(world: World) -> None:
    (vial,) = world.desk.vials.today()
    desk = world.desk
    for lot, expiry in (("", ""), ("NACL1", "31/02/2027"), ("NACL1", "01/2020")):
        with pytest.raises(FieldMissing):
            desk.vials.dilute(desk.new_form(), vial.vial, lot, expiry)
    saved = done(desk.vials.dilute(desk.new_form(), vial.vial, "nacl 0926", "09/2027"))
    assert (saved.person, saved.what.vi) == (None, "Pha lọ, dung môi lô NACL0926")
    person, reaction = serious_one(world)

    dose = report(world, person, reaction)["dose"]

    assert isinstance(dose, dict)
    assert (dose["diluent"], dose["diluent_expiry"]) == ("NACL0926", "30/09/2027")
    assert dose["opened"] == "08:00"


def test_the_report_is_a_pdf_with_the_bundled_face_whatever_a_name_holds(world: World) -> None:
    person = world.registered(name="#panic() *Vân* [ _ $x$ \\ 漢")
    world.to_observation(person)
    draft = ReactionDraft(world.desk.new_form(), person, symptoms=("anaphylaxis",))
    reaction = done(world.desk.observation.report(draft)).entry

    made = world.desk.serious.paper(person, reaction)

    assert made.startswith(b"%PDF-")
    assert b"BeVietnamPro" in made


def test_a_template_that_is_not_there_is_a_known_error() -> None:
    from desk.errors import NotPrinted

    with pytest.raises((NotPrinted, FileNotFoundError)):
        pdf("no such.typ", {})
