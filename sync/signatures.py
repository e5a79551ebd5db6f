"""Signed requests and answers: RFC 9421 with Ed25519, and RFC 9530 digests.

A request is signed by its device over method, authority, path and query, and over the
digest of its body if it has one. An answer is signed by the server's key over status and
digest, and repeats the nonce of the request: so whoever pinned the key at enrolment knows,
on plain HTTP too, who answered, and that it is the answer to this.

Importing this takes a quarter of a second: a desk does so when it first synchronises.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from http_message_signatures import (
    HTTPMessageSignaturesException,
    HTTPMessageSigner,
    HTTPMessageVerifier,
    HTTPSignatureKeyResolver,
)
from http_message_signatures.algorithms import ED25519

REQUEST_TAG: Final = "bantiem-request"
ANSWER_TAG: Final = "bantiem-answer"
_REQUEST: Final = ("@method", "@authority", "@path", "@query")
_ANSWER: Final = ("@status", "content-digest")
_LABEL: Final = "sig"
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


@dataclass(frozen=True, slots=True)
class Claims:
    """What a signature that holds says: who, when (seconds since 1970), and the nonce."""

    key_id: str
    created: int
    nonce: str


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
    signer = HTTPMessageSigner(signature_algorithm=ED25519, key_resolver=_Key(private=key))
    signer.sign(
        message,
        key_id=claims.key_id,
        created=datetime.fromtimestamp(claims.created, UTC),
        nonce=claims.nonce,
        label=_LABEL,
        tag=tag,
        covered_component_ids=[one for one in components if one != "content-digest"],
        body=body,
    )


def _check(
    key: bytes, message: Request | Answer, tag: str, components: tuple[str, ...], body: bytes
) -> Claims:
    verifier = _Timeless(signature_algorithm=ED25519, key_resolver=_Key(public=key))
    try:
        found = verifier.verify(
            message, max_age=None, expect_tag=tag, require_components=components, body=body
        )
    except (HTTPMessageSignaturesException, ValueError) as error:
        raise NotSigned(type(error).__name__) from error
    if len(found) != 1:
        raise NotSigned("more than one signature")
    said: dict[str, Any] = found[0].parameters
    created, nonce = said.get("created"), said.get("nonce")
    if not isinstance(created, int) or not isinstance(nonce, str) or not _NONCE.fullmatch(nonce):
        raise NotSigned("no time or no nonce")
    return Claims(str(said["keyid"]), created, nonce)


class _Timeless(HTTPMessageVerifier):
    # The library compares with this machine's clock. Here the caller judges the time: a desk
    # whose clock is wrong is told so by the server, and its correction is kept beside it.
    def validate_created_and_expires(self, sig_input: Any, max_age: Any = None) -> None:
        pass


class _Key(HTTPSignatureKeyResolver):
    """The one key of a call, in the form that the library asks for."""

    def __init__(self, private: bytes = b"", public: bytes = b"") -> None:
        self._private = private
        self._public = public

    def resolve_private_key(self, key_id: str) -> Ed25519PrivateKey:  # noqa: ARG002 (the library's form)
        return Ed25519PrivateKey.from_private_bytes(self._private)

    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey:  # noqa: ARG002 (the library's form)
        return Ed25519PublicKey.from_public_bytes(self._public)
