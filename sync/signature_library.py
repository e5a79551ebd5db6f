"""Read signatures in any form that RFC 9421 allows, by `http_message_signatures`.

Importing this takes a quarter of a second.
"""

from __future__ import annotations

from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from http_message_signatures import HTTPMessageVerifier, HTTPSignatureKeyResolver
from http_message_signatures.algorithms import ED25519


def verify(
    key: Ed25519PublicKey, message: object, tag: str, components: tuple[str, ...], body: bytes
) -> list[Any]:
    """Return the signatures of a message that hold; raises what the library raises."""
    verifier = _Timeless(signature_algorithm=ED25519, key_resolver=_Key(key))
    return list(
        verifier.verify(
            message, max_age=None, expect_tag=tag, require_components=components, body=body
        )
    )


class _Timeless(HTTPMessageVerifier):
    # The library compares with this machine's clock. Here the caller judges the time: a desk
    # whose clock is wrong is told so by the server, and its correction is kept beside it.
    def validate_created_and_expires(self, sig_input: Any, max_age: Any = None) -> None:
        pass


class _Key(HTTPSignatureKeyResolver):
    """The one key of a call, in the form that the library asks for."""

    def __init__(self, public: Ed25519PublicKey) -> None:
        self._public = public

    def resolve_private_key(self, key_id: str) -> Ed25519PrivateKey:
        raise KeyError(key_id)

    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey:  # noqa: ARG002 (the library's form)
        return self._public
