"""Signed requests and answers: RFC 9421 with Ed25519, and RFC 9530 digests.

A request is signed by its device over method, authority, path and query, and over the
digest of its body if it has one. An answer is signed by the server's key over status and
digest, and repeats the nonce of the request: so whoever pinned the key at enrolment knows,
on plain HTTP too, who answered, and that it is the answer to this.

Written in one form only, which is quickly read (`sync.signature_base`); whatever else RFC 9421
allows is read by `http_message_signatures`.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sync import signature_base
from sync.signature_base import Claims

REQUEST_TAG: Final = "bantiem-request"
ANSWER_TAG: Final = "bantiem-answer"
_REQUEST: Final = ("@method", "@authority", "@path", "@query")
_ANSWER: Final = ("@status", "content-digest")
_DIGEST: Final = "content-digest"
_NONCE: Final = re.compile(r"[A-Za-z0-9_-]{16,64}")
_PEEK: Final = re.compile(r';nonce="([A-Za-z0-9_-]{16,64})"')


class NotSigned(Exception):
    """A message without a signature, or with one that does not hold; says why."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it is signed; ``url`` is absolute. Signing adds to ``headers``."""

    method: str
    url: str
    headers: MutableMapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it is signed. Signing adds to ``headers``."""

    status_code: int
    headers: MutableMapping[str, str] = field(default_factory=dict)


def make_nonce(randomness: bytes) -> str:
    """Return a nonce of 16 random bytes as it is written in a signature."""
    return base64.urlsafe_b64encode(randomness[:16]).rstrip(b"=").decode("ascii")


def sign_request(
    key: bytes, key_id: str, request: Request, body: bytes | None, *, created: float, nonce: str
) -> None:
    """Sign a request with a raw Ed25519 private key."""
    _sign(key, request, REQUEST_TAG, _REQUEST, body, Claims(key_id, int(created), nonce))


def sign_answer(
    key: bytes, key_id: str, answer: Answer, body: bytes, *, created: float, nonce: str
) -> None:
    """Sign the answer to the request of this nonce with a raw Ed25519 private key."""
    _sign(key, answer, ANSWER_TAG, _ANSWER, body, Claims(key_id, int(created), nonce))


def check_request(key: bytes, request: Request, body: bytes) -> Claims:
    """Return what a signed request claims; raises NotSigned. The time is the caller's to judge."""
    return _check(key, request, REQUEST_TAG, _REQUEST, body)


def check_answer(key: bytes, answer: Answer, body: bytes, nonce: str) -> Claims:
    """Check that an answer is signed by ``key`` for the request of this nonce; raises NotSigned."""
    claims = _check(key, answer, ANSWER_TAG, _ANSWER, body)
    if claims.nonce != nonce:
        raise NotSigned("the answer to another request")
    return claims


def claimed_key_id(headers: Mapping[str, str]) -> str:
    """Return the key id that a signature names, before anything is checked; "" if none."""
    found = re.search(r';keyid="([0-9a-f-]{1,64})"', headers.get("signature-input", ""))
    return found.group(1) if found else ""


def claimed_nonce(headers: Mapping[str, str]) -> str:
    """Return the nonce that a request names, before anything is checked; "" if none."""
    found = _PEEK.search(headers.get("signature-input", ""))
    return found.group(1) if found else ""


def _sign(
    key: bytes,
    message: Request | Answer,
    tag: str,
    components: tuple[str, ...],
    body: bytes | None,
    claims: Claims,
) -> None:
    if body is not None:
        components = (*(one for one in components if one != _DIGEST), _DIGEST)
        message.headers["Content-Digest"] = signature_base.digest_of(body)
    values = _values(message, components)
    if values is None:
        raise ValueError("a message that cannot be signed in plain form")
    params = signature_base.params_of(components, claims, tag)
    signature = _private(key).sign(signature_base.base_of(values, components, params))
    message.headers["Signature-Input"] = f"sig={params}"
    message.headers["Signature"] = f"sig=:{base64.b64encode(signature).decode('ascii')}:"


def _check(
    key: bytes, message: Request | Answer, tag: str, components: tuple[str, ...], body: bytes
) -> Claims:
    given = {name.lower(): value for name, value in message.headers.items()}
    signed = signature_base.read(given.get("signature-input", ""), given.get("signature", ""))
    values = _values(message, signed.components) if signed else None
    if signed is None or values is None:
        return _check_any_form(key, message, tag, components, body)
    if signed.tag != tag or not set(components) <= set(signed.components):
        raise NotSigned("another tag, or too little is covered")
    if body and _DIGEST not in signed.components:
        raise NotSigned("the body is not covered")
    if _DIGEST in signed.components and values[_DIGEST] != signature_base.digest_of(body):
        return _check_any_form(key, message, tag, components, body)  # it may name two digests
    try:
        base = signature_base.base_of(values, signed.components, signed.params)
        _public(key).verify(signed.signature, base)
    except InvalidSignature as error:
        raise NotSigned("the signature does not hold") from error
    return signed.claims


def _values(message: Request | Answer, components: tuple[str, ...]) -> Mapping[str, str] | None:
    """Return what a message has for these components; None if that is not in plain form."""
    values: dict[str, str] | None
    if isinstance(message, Answer):
        values = {"@status": str(message.status_code)}
    else:
        values = signature_base.parts_of(message.method, message.url)
    if values is not None and _DIGEST in components:
        found = [value for name, value in message.headers.items() if name.lower() == _DIGEST]
        values[_DIGEST] = found[0] if len(found) == 1 else ""
    return values if values is not None and set(components) <= set(values) else None


@lru_cache(maxsize=16)
def _private(key: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(key)


@lru_cache(maxsize=4096)
def _public(key: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(key)


def _check_any_form(
    key: bytes, message: Request | Answer, tag: str, components: tuple[str, ...], body: bytes
) -> Claims:
    # Imported where it is needed: it takes a quarter of a second.
    from http_message_signatures import HTTPMessageSignaturesException

    from sync.signature_library import verify

    try:
        found = verify(_public(key), message, tag, components, body)
    except (HTTPMessageSignaturesException, ValueError) as error:
        raise NotSigned(type(error).__name__) from error
    if len(found) != 1:
        raise NotSigned("more than one signature")
    said: dict[str, Any] = found[0].parameters
    created, nonce = said.get("created"), said.get("nonce")
    if not isinstance(created, int) or not isinstance(nonce, str) or not _NONCE.fullmatch(nonce):
        raise NotSigned("no time or no nonce")
    return Claims(str(said["keyid"]), created, nonce)
