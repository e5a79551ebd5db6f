"""Badges at the desk: they choose who wants to work, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec.structs import replace

from desk.badge_paper import paper
from desk.badges import Badges, NewBadge
from desk.errors import SupervisorOnly
from desk.identify import NotOurs, StaffScanned
from immunization.entries import DeviceEnrolled, DeviceRevoked, StaffRegistered
from immunization.ids import DeviceId, StaffId, derived
from tests.unit.desk.desk_world import World, operator

TODAY = date(2026, 11, 23)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
STRANGE = Ed25519PrivateKey.from_private_bytes(bytes(32))
DESK = DeviceId(derived("test", "desk that prints"))
HOA = StaffRegistered(login="hoa", name="Lê Thị Mai Hoa", role="nurse", password="-", title="ĐD.")


def hire(world: World, body: StaffRegistered = HOA) -> StaffId:
    staff = StaffId(derived("test staff", body.login))
    world.feed(staff, body)
    return staff


def enrol(world: World, key: Ed25519PrivateKey = KEY) -> None:
    public = key.public_key().public_bytes_raw().hex()
    world.feed(DESK, DeviceEnrolled(name="PC", desk=2, key=public))


def printed(world: World, key: Ed25519PrivateKey = KEY) -> NewBadge:
    (made,) = Badges(world.store).issue(key, TODAY, ["hoa"])
    return made


def test_a_badge_that_a_desk_of_the_site_signed_names_its_member(world: World) -> None:
    staff = hire(world)
    enrol(world)

    found = world.desk.identify.scanned(printed(world).code + "\r")

    assert isinstance(found, StaffScanned)
    assert (found.operator.id, found.operator.login) == (staff, "hoa")


def test_a_badge_is_read_while_nobody_is_signed_in_and_no_other_code_is(world: World) -> None:
    hire(world)
    enrol(world)
    badges = Badges(world.store)

    assert isinstance(badges.scanned(printed(world).code), StaffScanned)
    card = badges.scanned("001202000000||Họ Tên Mẫu|15052002|Nam|Phường X|20042021")
    assert isinstance(card, NotOurs)
    assert "đăng nhập trước" in card.text.vi


def test_pasted_and_typed_badges_go_the_same_way(world: World) -> None:
    hire(world)
    enrol(world)

    assert isinstance(world.desk.identify.typed(printed(world).code), StaffScanned)


def test_a_badge_under_a_strange_or_a_revoked_desks_key_names_nobody(world: World) -> None:
    hire(world)
    enrol(world)
    strange, before = printed(world, STRANGE).code, printed(world).code
    world.feed(DESK, DeviceRevoked(reason="mất máy"))

    for code in (strange, before):
        found = world.desk.identify.scanned(code)
        assert isinstance(found, NotOurs)
        assert "Không đổi người" in found.text.vi


def test_the_badge_of_who_may_not_sign_in_any_more_names_nobody(world: World) -> None:
    hire(world)
    enrol(world)
    badge = printed(world)
    hire(world, replace(HOA, active=False))

    assert isinstance(world.desk.identify.scanned(badge.code), NotOurs)


def test_only_a_supervisor_prints_badges_in_the_window(world: World) -> None:
    hire(world)

    with pytest.raises(SupervisorOnly):
        Badges(world.store).issue(KEY, TODAY, by=operator())
    assert Badges(world.store).issue(KEY, TODAY, by=operator(role="supervisor"))


def test_badges_are_printed_as_a_pdf(world: World) -> None:
    hire(world)

    made = paper([printed(world)] * 9, "TYT xã Thanh Bình")

    assert made.startswith(b"%PDF")
