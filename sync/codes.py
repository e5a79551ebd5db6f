"""One-time codes: how a desk and the centre prove to each other that they share one.

The code itself never travels. A code is 16 characters of Crockford's base 32 (80 random
bits): enough that neither the id derived from it, nor a proof made with it, lets anyone
find it by trying. So an enrolment over plain HTTP on a LAN can be watched, but neither
taken over nor answered by another than the centre.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Final

from sync.errors import CodeRefused
from sync.wire import Enrolment

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 16
# What people read for what is printed (Crockford): the letters that the alphabet leaves out.
_ALIKE: Final = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})
_NO_PROOF: Final = b"\x00" * 32


def make_code(randomness: bytes) -> str:
    """Return a code made of 10 random bytes, in groups as it is printed: ``K7QF-9T2M-…``."""
    if len(randomness) != 10:
        raise ValueError("a code needs 10 random bytes")
    number = int.from_bytes(randomness)
    letters = "".join(ALPHABET[number >> (5 * place) & 31] for place in range(LENGTH))
    return "-".join(letters[start : start + 4] for start in range(0, LENGTH, 4))


def read_code(typed: str) -> str:
    """Return the 16 characters of a code as somebody typed it; raises CodeRefused."""
    code = typed[:200].strip().upper().translate(_ALIKE)
    if len(code) != LENGTH or any(letter not in ALPHABET for letter in code):
        raise CodeRefused("code-refused", "not 16 letters and digits")
    return code


def code_id(code: str) -> bytes:
    """Return the name of a code on the wire (32 bytes)."""
    return hashlib.sha256(b"bantiem enrolment id v1\n" + code.encode("ascii")).digest()


def code_key(code: str) -> bytes:
    """Return the secret that proofs are made with (32 bytes); the centre keeps only this."""
    return hashlib.sha256(b"bantiem enrolment key v1\n" + code.encode("ascii")).digest()


def request_proof(key: bytes, request: Enrolment) -> bytes:
    """Return the proof that whoever asks knows the code."""
    return _proof(key, b"request", request.key, request.name.encode())


def answer_proof(key: bytes, membership: bytes) -> bytes:
    """Return the proof that the answer comes from who gave the code."""
    return _proof(key, b"answer", membership)


def is_equal(one: bytes, other: bytes) -> bool:
    """Compare two proofs in a time that does not tell where they differ."""
    return hmac.compare_digest(one, other)


def _proof(key: bytes, purpose: bytes, *parts: bytes) -> bytes:
    # Each part with its length, so that no two lists of parts give the same message.
    message = b"".join(len(part).to_bytes(4) + part for part in (purpose, *parts))
    return hmac.digest(key, message, "sha256")
