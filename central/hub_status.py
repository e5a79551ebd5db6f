"""How a hub stands with its centre: for IT, on one screen."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlalchemy import Connection, func, select

from central import agreements, hub, sites
from central.agreements import Agreement
from central.hub import Hub
from central.tables import node_head, relay_receipt


@dataclass(frozen=True, slots=True)
class Status:
    """``head`` is where the hub's own feed ends, ``read`` how far it has read the centre's.

    ``waiting`` are entries of desks that the centre has not acknowledged, in ``chains`` chains.
    ``agreement`` is what the last comparison with the centre came to; None before the first.
    """

    site: str
    centre: str
    head: int
    read: int
    waiting: int
    chains: int
    agreement: Agreement | None

    def members(self) -> dict[str, object]:
        """Return what goes into one JSON object; times in ISO 8601."""
        found = asdict(self)
        if self.agreement is not None:
            found["agreement"]["at"] = self.agreement.at.isoformat()
        return found

    def lines(self) -> list[str]:
        """Return it for people."""
        return [
            f"site      {self.site}",
            f"centre    {self.centre}, read up to {self.read}",
            f"feed      ends at {self.head}",
            f"waiting   {self.waiting} entries of {self.chains} chains",
            f"compared  {_in_words(self.agreement)}",
        ]


def read(connection: Connection, own: Hub) -> Status:
    """Return how this hub stands now."""
    held, done = node_head.c, relay_receipt.c
    missing = held.seq - func.coalesce(done.seq, 0)
    query = (
        select(func.count(), func.coalesce(func.sum(missing), 0))
        .select_from(node_head)
        .outerjoin(relay_receipt, (done.device_id == held.device_id) & (done.epoch == held.epoch))
        .where(held.site == own.site, missing > 0)
    )
    chains, waiting = connection.execute(query).one()
    return Status(
        own.site,
        own.centre_url,
        sites.head(connection, own.site),
        hub.read_up_to(connection).position,
        waiting,
        chains,
        agreements.find(connection),
    )


def _in_words(found: Agreement | None) -> str:
    if found is None:
        return "not yet"
    said = [f"{found.at.astimezone():%Y-%m-%d %H:%M}, {found.entries} entries"]
    if found.mended:
        said.append(f"{found.mended} were missing on one side and are mended")
    if found.ahead:
        said.append(f"{found.ahead} are here and not at the centre, and were brought by others")
    said.append(f"MISSING: {found.lost}" if found.lost else "nothing is missing")
    return "; ".join(said)
