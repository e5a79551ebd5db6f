"""The signature base of RFC 9421 in the one form that this program writes.

`http_message_signatures` reads whatever form another program may choose, and takes half a
millisecond for each; all requests of our own desks are alike, and so are all answers. So what
is of this form is put together here, and what is not is left to the library (`sync.signatures`).
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

_INPUT: Final = re.compile(
    r'sig=(\(("[a-z@-]+"(?: "[a-z@-]+")*)\)'
    r';created=([0-9]{1,15});keyid="([0-9A-Za-z-]{1,64})";alg="ed25519"'
    r';nonce="([A-Za-z0-9_-]{16,64})";tag="([a-z-]{1,64})")'
)
_SIGNATURE: Final = re.compile(r"sig=:([A-Za-z0-9+/]{86}==):")
_PLAIN: Final = re.compile(r"[!$-~]*")
"""No fragment, no quotation mark, and nothing that is not printed."""
_HOST: Final = re.compile(r"[a-z0-9.-]+(?::[0-9]+)?|\[[0-9a-f:.]+\](?::[0-9]+)?")
_DEFAULT_PORTS: Final = {"http": ":80", "https": ":443"}


@dataclass(frozen=True, slots=True)
class Claims:
    """What a signature says: who, when (seconds since 1970), and the nonce."""

    key_id: str
    created: int
    nonce: str


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature in this form: ``params`` are its parameters as they were signed."""

    claims: Claims
    tag: str
    components: tuple[str, ...]
    params: str
    signature: bytes


def digest_of(body: bytes) -> str:
    """Return the value of the field Content-Digest (RFC 9530)."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode('ascii')}:"


def params_of(components: tuple[str, ...], claims: Claims, tag: str) -> str:
    """Return the parameters of a signature."""
    covered = " ".join(f'"{one}"' for one in components)
    return (
        f'({covered});created={claims.created};keyid="{claims.key_id}";alg="ed25519"'
        f';nonce="{claims.nonce}";tag="{tag}"'
    )


def base_of(values: Mapping[str, str], components: tuple[str, ...], params: str) -> bytes:
    """Return what is signed; raises KeyError for a component that has no value here."""
    lines = [f'"{one}": {values[one]}' for one in components]
    return "\n".join([*lines, f'"@signature-params": {params}']).encode("ascii")


def parts_of(method: str, url: str) -> dict[str, str] | None:
    """Return the derived components of a request, or None where they are not in plain form."""
    if not _PLAIN.fullmatch(method + url):
        return None
    parts = urlsplit(url)
    host = parts.netloc.lower().removesuffix(_DEFAULT_PORTS.get(parts.scheme, " "))
    if not _HOST.fullmatch(host) or not parts.path:
        return None
    query = f"?{parts.query}"
    return {"@method": method, "@authority": host, "@path": parts.path, "@query": query}


def read(signature_input: str, signature: str) -> Signed | None:
    """Return a signature that is of this form, or None."""
    found, bytes_of = _INPUT.fullmatch(signature_input), _SIGNATURE.fullmatch(signature)
    if found is None or bytes_of is None:
        return None
    params, covered, created, key_id, nonce, tag = found.groups()
    components = tuple(one.strip('"') for one in covered.split(" "))
    if len(set(components)) != len(components):
        return None
    claims = Claims(key_id, int(created), nonce)
    return Signed(claims, tag, components, params, base64.b64decode(bytes_of[1]))
