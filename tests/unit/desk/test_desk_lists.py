"""Queues, the day, stock, and where entries stand."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from desk.errors import FieldMissing
from desk.stock import LotDraft
from immunization.entries import DeviceEnrolled, EntryRefused, VisitArrived, Vitals
from immunization.ids import DeviceId, derived, lot_at_site
from tests.unit.desk.desk_world import (
    LOT,
    OTHER_DESK,
    PRODUCT,
    SITE,
    THIS_DESK,
    World,
    done,
    walk_in,
)


def delivery(world: World, **changes: object) -> LotDraft:
    draft = LotDraft(world.desk.new_form(), PRODUCT, "mt 2612b", "31/03/2027", "60")
    return replace(draft, **changes)


def test_queue_has_the_longest_waiting_first_with_number_age_and_since(world: World) -> None:
    for n in range(3):
        world.arrive(world.registered(f"0311790045{n:02}", name=f"Người Số {n}"))
        world.clock.pass_by(minutes=4)

    rows = world.desk.queues.rows("screening")

    assert [row.number for row in rows] == ["A001", "A002", "A003"]
    assert [f"{row.since:%H:%M}" for row in rows] == ["08:00", "08:04", "08:08"]
    assert (rows[0].sex_words.vi, rows[0].age.vi) == ("Nữ", "47 tuổi")


def test_people_received_at_another_desk_stand_in_the_same_queue(world: World) -> None:
    person = world.registered()
    world.feed(person, VisitArrived(day=world.clock.today(), number="B007"), device=OTHER_DESK)

    assert [row.number for row in world.desk.queues.rows("screening")] == ["B007"]


def test_an_empty_morning_counts_nobody(world: World) -> None:
    counts = world.desk.queues.counts()

    assert (counts.received, counts.screening, counts.injection, counts.observation) == (0,) * 4
    assert world.desk.day.rows() == ()
    assert world.desk.day.figures().people == 0


def test_day_says_of_everybody_what_became_of_them(world: World) -> None:
    desk = world.desk
    people = [world.registered(f"0311790045{n:02}", name=f"Người Số {n}") for n in range(7)]
    waiting, delayed, ready, given, voided, refused, home = people
    for person in people:
        world.arrive(person)
    world.screen(delayed, vitals=Vitals(temperature=38.5))
    for person in (ready, given, voided, refused, home):
        world.screen(person)
    world.inject(given)
    wrong = world.inject(voided)
    done(desk.injection.void(desk.new_form(), voided, wrong.entry, "wrong_person"))
    done(desk.injection.not_given(desk.new_form(), refused, "refused"))
    world.inject(home)
    world.clock.pass_by(minutes=31)
    done(desk.observation.end(desk.new_form(), home))

    status = {row.person: row.status for row in desk.day.rows()}

    assert status == {
        waiting: "screening", delayed: "delay", ready: "injection", given: "observation",
        voided: "voided", refused: "not_given", home: "vaccinated",
    }  # fmt: skip
    figures = desk.day.figures()
    assert (figures.people, figures.received) == (7, 7)
    assert (figures.vaccinated, figures.not_vaccinated, figures.under_way) == (2, 2, 3)
    assert (figures.observing, figures.voided, figures.delayed) == (1, 1, 1)
    assert [(lot.lot, lot.doses, lot.voided) for lot in figures.lots] == [(LOT, 2, 1)]


def test_day_row_names_the_dose_the_desk_and_how_far_the_entry_has_come(world: World) -> None:
    person = world.registered()
    world.to_observation(person)

    (row,) = world.desk.day.rows()

    assert row.dose_words is not None
    assert row.dose_words.vi == "Comirnaty (Pfizer), mũi 1 cơ bản"
    assert (row.desk, row.number) == ("Bàn 1", "A001")
    assert row.standing is not None
    assert row.standing.stop == "desk"


def test_a_redone_dose_keeps_a_note_of_the_one_that_was_voided(world: World) -> None:
    person = world.registered()
    saved = world.to_observation(person)
    desk = world.desk
    done(desk.injection.void(desk.new_form(), person, saved.entry, "wrong_lot"))
    world.clock.pass_by(minutes=2)
    world.inject(person)

    (row,) = desk.day.rows()

    assert (row.status, row.note.vi if row.note else None) == (
        "observation", "Mũi ghi lúc 08:00 đã huỷ"
    )  # fmt: skip


def test_yesterday_stays_as_it_was(world: World) -> None:
    world.to_observation(world.registered())
    day = world.clock.today()
    world.clock.pass_by(days=1)

    assert world.desk.day.rows() == ()
    assert len(world.desk.day.rows(day)) == 1
    assert world.desk.observation.board() == ()


def test_lots_show_what_came_what_was_used_and_what_is_left(world: World) -> None:
    world.to_observation(world.registered())
    saved = world.to_observation(world.registered("031179008888"))
    desk = world.desk
    done(desk.injection.void(desk.new_form(), saved.person, saved.entry, "twice"))  # type: ignore[arg-type]

    (row,) = desk.stock.lots()

    assert (row.received, row.used, row.left) == (120, 1, 119)
    assert (row.product_name, row.is_expired, row.expires_soon) == (
        "Comirnaty (Pfizer)", False, False
    )  # fmt: skip


def test_a_delivery_adds_to_the_lot_however_it_was_typed(world: World) -> None:
    desk = world.desk
    saved = done(desk.stock.receive(delivery(world)))
    done(desk.stock.receive(delivery(world, lot="MT2612B", doses="1.200")))

    row = next(row for row in desk.stock.lots() if row.lot == "MT2612B")

    assert row.received == 1260
    assert (saved.person, saved.name) == (None, "Comirnaty (Pfizer)")
    assert saved.what.vi == "Nhập lô MT2612B, 60 liều"


def test_the_same_delivery_tapped_twice_counts_once(world: World) -> None:
    draft = delivery(world)

    first, second = (done(world.desk.stock.receive(draft)) for _ in range(2))

    assert (first.again, second.again) == (False, True)
    assert second.name == "Comirnaty (Pfizer)"
    row = next(row for row in world.desk.stock.lots() if row.lot == "MT2612B")
    assert row.received == 60


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"product": "nước muối"}, "product", "chọn vắc xin"),
        ({"lot": ""}, "lot", "lô"),
        ({"lot": "x" * 5000}, "lot", "lô"),
        ({"lot": "MT\x002612"}, "", ""),
        ({"expiry": "31/02/2027"}, "expiry", "không có trong lịch"),
        ({"expiry": "sang năm"}, "expiry", "Không đọc được"),
        ({"expiry": "22/11/2026"}, "expiry", "hết hạn"),
        ({"doses": "0"}, "doses", "1.000.000"),
        ({"doses": "sáu"}, "doses", "1.000.000"),
        ({"doses": "1.5"}, "doses", "1.000.000"),
        ({"doses": "9" * 40}, "doses", "1.000.000"),
        ({"supplier": "x" * 5000}, "supplier", "dài quá"),
    ],
)
def test_a_delivery_that_cannot_be_is_refused_field_by_field(
    world: World, changes: dict[str, object], field: str, words: str
) -> None:
    draft = delivery(world, **changes)

    flaws = world.desk.stock.flaws(draft)

    if not field:  # a NUL byte is dropped, as from every code
        assert flaws == ()
        return
    assert [flaw.field for flaw in flaws if flaw.stops] == [field]
    assert words in flaws[0].text.vi
    with pytest.raises(FieldMissing):
        world.desk.stock.receive(draft)


def test_month_only_means_the_months_last_day_and_another_expiry_is_pointed_out(
    world: World,
) -> None:
    done(world.desk.stock.receive(delivery(world, expiry="03/2027")))
    row = next(row for row in world.desk.stock.lots() if row.lot == "MT2612B")
    assert row.expiry == date(2027, 3, 31)

    flaws = world.desk.stock.flaws(delivery(world, expiry="30/04/2027"))

    assert [(flaw.field, flaw.stops) for flaw in flaws] == [("expiry", False)]


def test_usable_lots_are_neither_expired_nor_used_up(world: World) -> None:
    from immunization.entries import LotReceived

    world.feed(
        lot_at_site(SITE, PRODUCT, "CU2601"),
        LotReceived(product=PRODUCT, lot="CU2601", expiry=date(2026, 11, 22), doses=6),
    )

    assert [row.lot for row in world.desk.stock.lots()] == ["CU2601", LOT]
    assert [row.lot for row in world.desk.stock.lots(usable_only=True)] == [LOT]


def test_status_is_green_only_after_the_centres_receipt(world: World) -> None:
    """SanaMobile/vaccine_registry #88: green while records never reached the server."""
    world.to_observation(world.registered())

    def newest() -> str:
        return world.desk.standings.just_saved(1)[0].standing.stop

    assert newest() == "desk"
    assert world.desk.standings.waiting() == 4
    world.acknowledge("hub")
    assert newest() != "centre"
    assert world.desk.standings.waiting() == 4
    world.acknowledge()
    assert newest() == "centre"
    assert world.desk.standings.waiting() == 0


def test_a_refused_entry_says_why_and_stays_visible_to_its_author(world: World) -> None:
    person = world.registered()
    saved = world.to_observation(person)
    world.acknowledge()
    world.feed(
        derived("refusal", saved.entry),
        EntryRefused(entry=saved.entry, device=THIS_DESK, epoch=1, seq=3, code="wrong-site"),
    )

    row = world.desk.standings.just_saved(1)[0]

    assert row.standing.stop == "refused"
    assert row.standing.words.vi == "Bị từ chối: mục ghi cho một điểm tiêm khác"
    assert world.desk.standings.upstream().refused == 1
    (item,) = [i for i in world.desk.cards.of(person).history if i.kind == "dose"]
    assert item.standing == row.standing


def test_just_saved_shows_the_last_two_and_where_a_dose_can_be_taken_back(world: World) -> None:
    person = world.registered()
    saved = world.to_observation(person)

    newest, older = world.desk.standings.just_saved()

    assert (newest.name, newest.what.vi) == ("Nguyễn Thị Hồng Vân", "Mũi 1 cơ bản")
    assert (newest.dose, newest.standing.words.vi) == (saved.entry, "Đã lưu tại bàn")
    assert (older.what.vi, older.dose) == ("Khám: tiêm được", None)


def test_a_voided_dose_is_struck_through_where_it_stands(world: World) -> None:
    person = world.registered()
    saved = world.to_observation(person)
    desk = world.desk
    done(desk.injection.void(desk.new_form(), person, saved.entry, "twice"))

    newest = desk.standings.just_saved()[0]

    assert (newest.entry, newest.dose) == (saved.entry, None)
    assert newest.void_reason is not None
    assert newest.void_reason.vi == "Ghi hai lần"


def test_just_saved_begins_anew_with_the_day(world: World) -> None:
    world.arrive(world.registered())

    world.clock.pass_by(days=1)

    assert world.desk.standings.just_saved() == ()


def test_a_revoked_desk_is_no_longer_one_to_check_against(world: World) -> None:
    from immunization.entries import DeviceRevoked

    third = DeviceId(derived("test", "desk 3"))
    world.feed(third, DeviceEnrolled(name="Bàn 3", desk=3, key="00" * 32))
    world.feed(OTHER_DESK, DeviceRevoked(reason="mất máy"))
    person = world.registered()
    world.clock.pass_by(minutes=10)

    assert world.desk.cards.of(person).knowledge.unchecked == ("Bàn 3",)


def test_upstream_counts_saved_and_acknowledged(world: World) -> None:
    done(world.desk.reception.register_and_arrive(walk_in(world.desk)))

    figures = world.desk.standings.upstream()

    assert (figures.saved, figures.at_centre, figures.waiting, figures.at_hub) == (3, 1, 2, None)
    assert figures.known_as_of is not None


def test_the_supervisor_sees_who_decided_against_the_proposal_and_why(world: World) -> None:
    feverish, other = world.registered(), world.registered("031092004871", name="Phạm Quốc Bảo")
    world.arrive(feverish)
    world.screen(
        feverish,
        vitals=Vitals(temperature=38.1),
        conclusion="vaccinate",
        reason="đo lại 37,2",
        agreed=True,
    )
    world.arrive(other)
    world.screen(other)
    world.inject(other, volume=0.2, reason="lọ còn ít")

    said = {one.person: one.text.vi for one in world.desk.day.figures().overruled}

    assert said[feverish] == "Khám: tiêm được, đề xuất: tạm hoãn. đo lại 37,2"
    assert said[other] == "Tiêm có lý do: lọ còn ít"
    assert world.desk.day.figures().overrides == 2
