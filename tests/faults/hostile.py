"""Answers of one who has the server's key for answers, and wishes the desks no good."""

from __future__ import annotations

from typing import Final

import msgspec

from central.keys import CentreKey, make_key
from immunization.ids import DeviceId
from records import seals
from records.seals import Head, Holder
from sync import packing, signatures, wire

_KNOWN: Final = frozenset(
    {"wrong receipt", "short receipt", "endless page", "feed goes back", "other page"}
)


class Hostile:
    """Alters answers and signs them anew."""

    def __init__(self, key: CentreKey, holder: Holder = "centre") -> None:
        self._key, self._holder = key, holder
        self._other = make_key()
        self._last: wire.Receipt | None = None

    @staticmethod
    def knows(fault: str) -> bool:
        """Tell whether a fault is one of these."""
        return fault in _KNOWN

    def altered(self, fault: str, request: bytes, answer: bytes) -> bytes:
        """Return another answer where the fault has one for this request."""
        if not answer.startswith(b"HTTP/1.1 200"):
            return answer
        body = answer.partition(b"\r\n\r\n")[2]
        if b"/v1/batches " in request.partition(b"\r\n")[0] and "receipt" in fault:
            said = packing.unpack(wire.BatchAnswer, body)
            receipt = self._receipt(fault, said.receipt)
            return self._signed(request, msgspec.structs.replace(said, receipt=receipt))
        if b"/v1/feed?" in request.partition(b"\r\n")[0] and "receipt" not in fault:
            return self._signed(request, self._page(fault, packing.unpack(wire.Page, body)))
        return answer

    def _receipt(self, fault: str, true: wire.Receipt) -> wire.Receipt:
        last, self._last = self._last, true
        if fault == "short receipt" and last is not None:
            return last
        head = Head(DeviceId(true.device), true.epoch, true.seq, true.chain)
        purpose: seals.Purpose = "receipt hub" if self._holder == "hub" else "receipt centre"
        signed = seals.sign_head(self._other.private, purpose, head)
        return msgspec.structs.replace(true, signature=signed.signature)

    @staticmethod
    def _page(fault: str, true: wire.Page) -> wire.Page:
        empty = wire.Page(time=true.time, after=true.after, next=true.after, head=true.head)
        match fault:
            case "endless page":
                return msgspec.structs.replace(empty, head=true.head + 1_000)
            case "feed goes back":
                return msgspec.structs.replace(empty, next=0, head=0)
            case _:
                return msgspec.structs.replace(true, after=true.after + 1)

    def _signed(self, request: bytes, said: wire.Message) -> bytes:
        headers = {"content-type": wire.MEDIA_TYPE, "content-encoding": wire.CODING}
        body = packing.pack(said)
        answer = signatures.Answer(200, headers)
        nonce = signatures.claimed_nonce(_headers(request))
        signatures.sign_answer(
            self._key.private, self._key.id, answer, body, created=0, nonce=nonce
        )
        headers["content-length"] = str(len(body))
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return f"HTTP/1.1 200 OK\r\n{lines}\r\n".encode() + body


def _headers(request: bytes) -> dict[str, str]:
    head = request.partition(b"\r\n\r\n")[0].decode("latin-1")
    pairs = (line.partition(":") for line in head.split("\r\n")[1:])
    return {name.strip().lower(): value.strip() for name, _, value in pairs}
