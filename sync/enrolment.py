"""Join a site with a one-time code; see `sync.codes` for why that is safe on plain HTTP."""

from __future__ import annotations

from typing import Final

from sync import answers, codes, packing, problems, wire
from sync.errors import ServerBroken, ServerTooOld
from sync.wire import Enrolled, Enrolment, Malformed, Membership, VersionUnknown

_OVERLOADED: Final = (429, 502, 503, 504)


def enrol(url: str, code: str, name: str, public_key: bytes) -> Membership:
    """Ask the centre at ``url`` to take this device in; return who it is now.

    ``code`` as it was typed, ``name`` as IT will find the device in its list, ``public_key``
    the raw Ed25519 key that the device made. Asking again with the same code and key, after
    an answer that did not arrive, gives the same. Raises CodeRefused and the errors of
    `sync.errors`.
    """
    plain = codes.read_code(code)
    try:
        return _enrol(url, plain, name, public_key, wire.VERSION)
    except ServerTooOld as error:
        if error.newest is None or error.newest < wire.OLDEST:
            raise
        return _enrol(url, plain, name, public_key, error.newest)


def _enrol(url: str, plain: str, name: str, public_key: bytes, version: int) -> Membership:
    from sync.transport import Transport

    secret = codes.code_key(plain)
    request = Enrolment(
        code=codes.code_id(plain), key=public_key, name=name[:200], proof=b"\x00" * 32
    )
    request = Enrolment(
        code=request.code,
        key=request.key,
        name=request.name,
        proof=codes.request_proof(secret, request),
    )
    transport = Transport(url)
    try:
        headers = {"content-type": wire.MEDIA_TYPE, "content-encoding": wire.CODING}
        body = packing.pack(request, version)
        reply = transport.exchange("POST", f"/v1/enrol?v={version}", headers, body)
    finally:
        transport.close()
    if reply.status != 200:
        raise _error(reply.status, reply.content, reply.headers.get("retry-after", ""))
    return _membership(secret, reply.content)


def _membership(secret: bytes, content: bytes) -> Membership:
    try:
        answer = packing.unpack(Enrolled, content)
        membership = packing.decode(Membership, answer.membership)
    except Malformed as error:
        raise ServerBroken(str(error)) from error
    except VersionUnknown as error:
        raise ServerTooOld("wire-version", str(error)) from error
    if not codes.is_equal(codes.answer_proof(secret, answer.membership), answer.proof):
        raise ServerBroken("the answer comes from somebody who does not know the code")
    return membership


def _error(status: int, content: bytes, retry_after: str) -> Exception:
    try:
        problem = problems.read_problem(content)
    except Malformed:
        if status in _OVERLOADED:
            return answers.busy(retry_after)
        return ServerBroken(f"status {status}")
    return answers.error_of(problem, retry_after)
