"""The demo's site: a centre with its register, and two desks that joined it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.commands.centre import open_centre
from desktop_app.demo import story
from desktop_app.demo.processes import Program

if TYPE_CHECKING:
    from collections.abc import Sequence

    from immunization.entries import PersonRegistered


class DemoSite:
    """Folders and the centre's process. ``url`` stays the same when the centre starts again.

    ``port`` 0 takes a free one.
    """

    def __init__(self, folder: Path, port: int = 0) -> None:
        self._folder = folder
        self.centre = folder / "centre"
        self.desks = (folder / "desk-1", folder / "desk-2")
        self.url = ""
        self._port = port
        self._server: Program | None = None
        self._starts = 0

    def prepare(self, register: Sequence[PersonRegistered]) -> None:
        """Make the centre: site, nurse, register."""
        from central import administration
        from central import register as registers

        with open_centre(self.centre) as centre:
            administration.add_site(centre, story.SITE, story.SITE_NAME)
            nurse = administration.Member(
                story.LOGIN, "Lê Thị Mai Hoa", "nurse", story.PASSWORD, "ĐD."
            )
            administration.add_staff(centre, story.SITE, nurse)
            registers.load(centre, story.SITE, register)

    def start_centre(self) -> None:
        """Serve it, on the port that it had before."""
        self._starts += 1
        log = self._folder / f"centre-{self._starts}.log"
        words = ("--data", self.centre, "centre", "serve", "--port", self._port)
        self._server = Program("desktop_app", *words, log=log)
        self.url = self._server.wait_for("url")["url"]
        self._port = int(self.url.rpartition(":")[2])

    def stop_centre(self) -> None:
        """Take the centre away: no desk can reach it."""
        if self._server is not None:
            self._server.stop()
            self._server = None

    def enrol_desk(self, folder: Path) -> str:
        """Let a desk join with a one-time code and fetch the register; return its id."""
        from central import administration
        from desktop_app.upstream import exchange_all, join
        from local_db.keys import keys_of
        from local_db.store import Store

        with open_centre(self.centre) as centre:
            code = administration.issue_code(centre, story.SITE)
        keys = keys_of(folder)
        store = Store.open(folder, keys)
        try:
            device = join(store, keys, self.url, code).device
            exchange_all(store, keys)
        finally:
            store.close()
        return str(device)
