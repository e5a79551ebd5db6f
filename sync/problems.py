"""Why a request was not served, as RFC 9457 says it: `application/problem+json`.

To add one: a line in :data:`PROBLEMS`, what the client makes of it in `sync.answers`, and
a line in `docs/protocol.md`; ``tests/contract`` compares that table with this one.
"""

from __future__ import annotations

from typing import Final

import msgspec

from immunization.struct_types import prepare
from sync.limits import MAX_PROBLEM
from sync.wire import Malformed, Receipt

TYPE: Final = "urn:bantiem:problem:"

PROBLEMS: Final[dict[str, tuple[int, str]]] = {
    "malformed": (400, "The request is not of the form that the protocol describes"),
    "wire-version": (400, "The body is of a wire version that is not spoken here"),
    "bad-seal": (400, "The seal does not belong to the entries"),
    "bad-signature": (401, "The request is not signed, or not by the key of its device"),
    "stale": (401, "The time of the request is too far from the server's"),
    "replayed": (401, "The nonce of the request was used before"),
    "unknown-device": (403, "No device of this id is enrolled here"),
    "revoked": (403, "The device was revoked"),
    "code-refused": (403, "The enrolment code is wrong, used or expired"),
    "not-found": (404, "There is nothing at this address"),
    "not-allowed": (405, "The address does not take this method"),
    "gap": (409, "Entries before the first of the batch are not held here"),
    "forked-chain": (409, "Other entries are held here under the same numbers"),
    "other-feed": (409, "The feed here is another than the one that was read"),
    "too-large": (413, "The body is longer than the limit"),
    "broken": (500, "The server failed; it has written down why"),
    "busy": (503, "The server takes no more at the moment"),
}


class Problem(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A problem: the members of RFC 9457, and ours.

    ``time`` is the server's in milliseconds since 1970; ``receipt`` says at a ``gap`` what
    is held; ``oldest`` and ``newest`` say at ``wire-version`` what is spoken.
    """

    type: str
    title: str
    status: int
    code: str
    time: int = 0
    detail: str = ""
    oldest: int | None = None
    newest: int | None = None
    receipt: Receipt | None = None


prepare(Problem)


def problem(code: str, *, time: int = 0, detail: str = "", **members: object) -> Problem:
    """Return the problem of this code."""
    status, title = PROBLEMS[code]
    return Problem(
        type=f"{TYPE}{code}",
        title=title,
        status=status,
        code=code,
        time=time,
        detail=detail,
        **members,  # type: ignore[arg-type]
    )


prepare(Problem)


def read_problem(content: bytes) -> Problem:
    """Read a problem; raises Malformed."""
    if len(content) > MAX_PROBLEM:
        raise Malformed("a problem that is too long")
    try:
        return msgspec.json.decode(content, type=Problem)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Malformed("not a problem") from error
