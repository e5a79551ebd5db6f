"""The data folder of a desk, opened on an io thread; who may work with it, and its end."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from desk.clock import SystemClock
    from desk.desk import Desk
    from desk.guard import Guard
    from immunization.errors import KnownError
    from local_db.keys import KeyStore
    from local_db.node import Node
    from local_db.store import Store

# What opening, signing in and the first screen import, in the order in which it is waited for.
_WORKPLACE: Final = (
    "local_db.opening", "local_db.queries", "local_db.writer", "desk.clock", "desk.staff",
    "argon2", "desktop_app.line", "desk.desk", "desktop_app.shift", "ui.pages.reception",
    "ui.presenters.reception",
)  # fmt: skip


class Opened(Struct, frozen=True):
    """The data folder, open. ``place`` is the desk and its site in words, "" before it joined."""

    store: Store
    keys: KeyStore
    clock: SystemClock
    guard: Guard
    place: str
    has_staff: bool


def open_data(data: Path) -> Opened:
    """Open the store, and import what the GUI thread wants next. Raises StoreError."""
    from desk.clock import SystemClock
    from desk.guard import Guard
    from local_db import node
    from local_db.keys import keys_of
    from local_db.store import Store

    import_module("desktop_app.devices")
    keys = keys_of(data)
    store = Store.open(data, keys)
    with store.read() as connection:
        own = node.find(connection)
        progress = node.find_progress(connection)
    clock = SystemClock()
    if progress and progress.synced_at:
        clock.has_passed(progress.synced_at)
    return Opened(store, keys, clock, Guard(clock), place_of(own) if own else "", has_staff(store))


def place_of(own: Node) -> str:
    """Return what a desk is called, and where it stands."""
    return f"{own.desk_name} · {own.site_name}"


def has_staff(store: Store) -> bool:
    """Tell whether anybody may sign in."""
    from local_db import queries

    with store.read() as connection:
        return any(one.active for one in queries.staff(connection))


def prepare_workplace() -> None:
    """Import what the workplace needs, away from the GUI thread, while a password is typed."""
    for name in _WORKPLACE:
        import_module(name)
    from immunization.rulebook import default_catalogue

    default_catalogue()


def desk_of(data: Path, opened: Opened, login: str, password: str, *, observe_minutes: int) -> Desk:
    """Check a password, and make the desk of who it is. Raises the errors of `desk.staff`."""
    from desk.desk import open_desk
    from desk.staff import SignIn
    from desktop_app import trust_file
    from immunization.rulebook import default_catalogue

    operator = SignIn(opened.store, opened.clock).sign_in(login, password)
    return open_desk(
        opened.store,
        opened.clock,
        operator,
        default_catalogue(),
        observe_minutes=observe_minutes,
        guard=opened.guard,
        trust=trust_file.load(data),
    )


def wiped(data: Path, opened: Opened) -> KnownError:
    """Close the store, destroy it, and return what to say."""
    from local_db import wiping

    opened.store.close()
    wiping.wipe(data, opened.keys)
    return wiping.Wiped()
