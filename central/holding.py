"""What a desk says and asks about holds: between `sync.wire` and `central.holds`."""

from __future__ import annotations

from dataclasses import dataclass

from central.admission import Asked, Refused
from central.centre import Centre
from central.inbox import Sender
from immunization.ids import SubjectId
from sync import wire
from sync.limits import MAX_ENTRIES, MAX_WAIT


@dataclass(frozen=True, slots=True)
class HoldsQuery:
    """What a reader knows already, and how many seconds it waits for something else."""

    known: int
    wait: int


def take(centre: Centre, sender: Sender, asked: wire.Holding) -> wire.Holds:
    """Take what a desk holds now, and answer with what its site holds."""
    subjects = [SubjectId(one) for one in asked.subjects]
    centre.holds.hold(sender.site, sender.device, () if asked.leaving else subjects)
    if asked.leaving:
        centre.holds.left(sender.site, sender.device)
    return tell(centre, sender)


def tell(centre: Centre, sender: Sender) -> wire.Holds:
    """Return what a desk's site holds now, in times of the server's wall clock."""
    sight = centre.holds.sight(sender.site)
    now = int(centre.clock().timestamp() * 1000)
    ago = centre.holds.now()

    def at(seconds: float) -> int:
        return max(0, now + int((seconds - ago) * 1000))

    holds = [
        wire.Hold(one.subject, one.device, at(one.since), at(one.until)) for one in sight.holds
    ]
    heard = [
        wire.Heard(device, 0 if seconds is None else at(seconds))
        for device, seconds in sight.heard.items()
    ]
    return wire.Holds(
        time=now, revision=sight.revision, holds=holds[:MAX_ENTRIES], heard=heard[:MAX_ENTRIES]
    )


def holds_query(asked: Asked) -> HoldsQuery:
    """Read what a request for the holds asks for; raises Refused."""
    numbers = asked.numbers()
    known, wait = numbers.get("known", 0), min(numbers.get("wait", 0), MAX_WAIT)
    if known < 0 or wait < 0:
        raise Refused("malformed", "a number out of range")
    return HoldsQuery(known, wait)
