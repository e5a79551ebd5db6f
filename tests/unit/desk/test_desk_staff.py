"""Signing in offline: by argon2id, with a lock-out that a restart does not clear."""

from __future__ import annotations

import unicodedata

import pytest
from argon2 import PasswordHasher

from desk.errors import LockedOut, WrongPassword
from desk.staff import SignIn
from immunization.entries import Role, StaffRegistered
from immunization.ids import StaffId, derived
from records import passwords
from tests.unit.desk.desk_world import OTHER_SITE, SITE, World, operator

PASSWORD = "mật khẩu dài"
# A hash says itself how dear it is to check: this one is cheap.
HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


def hire(world: World, login: str = "hoa", role: Role = "nurse", *, active: bool = True) -> StaffId:
    staff = StaffId(derived("test staff", login))
    world.feed(
        staff,
        StaffRegistered(
            login=login, name="Lê Thị Mai Hoa", role=role, password=HASH, title="ĐD.", active=active
        ),
    )
    return staff


def test_staff_sign_in_without_a_network(world: World) -> None:
    staff = hire(world)

    found = SignIn(world.store, world.clock).sign_in(" Hoa ", PASSWORD)

    assert (found.id, found.shown, found.role) == (staff, "ĐD. Lê Thị Mai Hoa", "nurse")


def test_a_password_typed_with_parted_marks_is_the_same(world: World) -> None:
    hire(world)

    SignIn(world.store, world.clock).sign_in("hoa", unicodedata.normalize("NFD", PASSWORD))


def test_a_hash_made_here_is_argon2id_and_fits_its_password_only(world: World) -> None:
    hashed = passwords.hashed(PASSWORD)

    assert hashed.startswith("$argon2id$")
    assert passwords.fits(PASSWORD, hashed)
    assert not passwords.fits(PASSWORD + "x", hashed)


@pytest.mark.parametrize(("login", "password"), [("hoa", "khác"), ("ai", PASSWORD), ("", "")])
def test_wrong_login_and_wrong_password_get_the_same_sentence(
    world: World, login: str, password: str
) -> None:
    hire(world)

    with pytest.raises(WrongPassword):
        SignIn(world.store, world.clock).sign_in(login, password)


def test_who_left_may_not_sign_in(world: World) -> None:
    hire(world, active=False)
    sign_in = SignIn(world.store, world.clock)

    assert not sign_in.has_staff()
    with pytest.raises(WrongPassword):
        sign_in.sign_in("hoa", PASSWORD)


def test_five_wrong_passwords_lock_out_and_a_restart_does_not_help(world: World) -> None:
    hire(world)
    for _ in range(5):
        with pytest.raises(WrongPassword):
            SignIn(world.store, world.clock).sign_in("hoa", "khác")

    with pytest.raises(LockedOut) as locked:
        SignIn(world.store, world.clock).sign_in("hoa", PASSWORD)  # right, but too late

    assert "1 phút" in locked.value.sentence("vi")
    world.clock.pass_by(seconds=61)
    assert SignIn(world.store, world.clock).sign_in("hoa", PASSWORD).login == "hoa"


def test_each_further_wrong_password_doubles_the_wait(world: World) -> None:
    hire(world)
    for _ in range(6):
        with pytest.raises(WrongPassword):
            SignIn(world.store, world.clock).sign_in("hoa", "khác")
        world.clock.pass_by(seconds=61)
    world.clock.pass_by(seconds=-61)

    with pytest.raises(LockedOut) as locked:
        SignIn(world.store, world.clock).sign_in("hoa", PASSWORD)

    assert locked.value.values == {"minutes": 2}


def test_a_clock_set_back_locks_nobody_out_for_a_year(world: World) -> None:
    hire(world)
    for _ in range(5):
        with pytest.raises(WrongPassword):
            SignIn(world.store, world.clock).sign_in("hoa", "khác")
    world.clock.pass_by(days=-365)

    assert SignIn(world.store, world.clock).sign_in("hoa", PASSWORD).login == "hoa"


def test_a_login_of_five_thousand_characters_is_wrong_and_nothing_else(world: World) -> None:
    with pytest.raises(WrongPassword):
        SignIn(world.store, world.clock).sign_in("a" * 5000, "b" * 5000)


def test_only_recording_site_or_supervisor_may_void() -> None:
    nurse, supervisor = operator(), operator(role="supervisor")

    assert nurse.may_void(SITE, SITE)
    assert not nurse.may_void(OTHER_SITE, SITE)
    assert supervisor.may_void(OTHER_SITE, SITE)
