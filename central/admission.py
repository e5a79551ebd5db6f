"""Who asks, and may they: the checks that come before a request is looked into."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qs

from central import nodes
from central.centre import Centre
from central.nodes import Node
from central.nonces import NoncesFull
from sync import signatures
from sync.limits import CLOCK_WINDOW

_MOST: Final = 16
_ONE: Final = r"[a-z]{1,16}=[0-9]{1,20}"
_NUMBERS: Final = re.compile(rf"{_ONE}(?:&{_ONE}){{0,{_MOST - 1}}}")
"""A query as desks write it: this is quickly read, and whatever else is allowed is read too."""


class Refused(Exception):
    """A request that is not served; ``code`` is a problem's, ``members`` go into it."""

    def __init__(self, code: str, detail: str = "", **members: object) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail
        self.members = members


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came: ``headers`` by lower-case name, ``query`` without its ``?``."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes = field(repr=False, default=b"")

    @property
    def url(self) -> str:
        """The address that was asked for; its scheme is not part of what is signed."""
        return f"https://{self.headers.get('host', '')}{self.path}?{self.query}"

    def numbers(self) -> dict[str, int]:
        """Return what the query names, whole numbers all; raises Refused."""
        if not self.query:
            return {}
        if _NUMBERS.fullmatch(self.query):
            pairs = (one.split("=") for one in reversed(self.query.split("&")))
            return {name: int(value) for name, value in pairs}
        try:
            given = parse_qs(self.query, strict_parsing=True, max_num_fields=_MOST)
            return {name: int(values[0]) for name, values in given.items()}
        except ValueError as error:
            raise Refused("malformed", "the query is not of numbers") from error


def admit(centre: Centre, asked: Asked) -> Node:
    """Return the device that signed a request; raises Refused."""
    with centre.database.looking() as connection:
        node = nodes.find(connection, signatures.claimed_key_id(asked.headers))
    return check(centre, asked, node)


def check(centre: Centre, asked: Asked, node: Node | None) -> Node:
    """Return the device that a request names if it did sign it and may ask; raises Refused.

    The time is judged after the signature: so nobody learns ours by guessing, and a desk
    whose clock is wrong is told by how much.
    """
    if node is None:
        raise Refused("unknown-device")
    request = signatures.Request(asked.method, asked.url, asked.headers)
    try:
        claims = signatures.check_request(node.key, request, asked.body)
    except signatures.NotSigned as error:
        raise Refused("bad-signature", str(error)) from error
    if node.revoked:
        raise Refused("revoked")
    now = centre.clock().timestamp()
    if abs(now - claims.created) > CLOCK_WINDOW:
        raise Refused("stale")
    try:
        if not centre.nonces.is_new(node.device, claims.nonce, now):
            raise Refused("replayed")
    except NoncesFull as error:
        raise Refused("busy") from error
    centre.holds.heard(node.site, node.device)
    return node
