"""Staff passwords: argon2id (RFC 9106), hashed at the centre, checked at a desk without a network.

19 MiB, 2 passes, 1 lane: the first choice of OWASP's password storage page, some 30 ms on a
site's PC. A composed and a decomposed spelling (NFC, NFD) are the same password: input
tools for Vietnamese differ in that.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LONGEST = 1024
"""Characters; a longer one is not hashed at all."""


def hashed(password: str) -> str:
    """Return the hash of a password, as a PHC string."""
    return _hasher().hash(_composed(password))


def fits(password: str, phc: str) -> bool:
    """Tell whether a password is the one of a hash; a hash of no known form fits nothing."""
    from argon2.exceptions import InvalidHashError, VerificationError

    if len(password) > LONGEST:
        return False
    try:
        return _hasher().verify(phc, _composed(password))
    except (VerificationError, InvalidHashError):
        return False


def _composed(password: str) -> str:
    return unicodedata.normalize("NFC", password)


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
