"""Whether a licence is one under which a part may go into the bundle."""

from __future__ import annotations

import re
from typing import Final

_FIT: Final = (
    "0BSD", "AFL-", "Apache", "BSD", "bzip2", "CC0", "FTL", "HPND", "ICU", "IJG", "ISC", "LGPL",
    "libpng", "MIT", "MPL-2.0", "Mozilla Public License 2.0", "OFL", "OLDAP", "OpenSSL",
    "PostgreSQL", "PSF", "Public Domain", "Python", "Unicode", "X11", "Zlib",
)  # fmt: skip
"""How the licences begin that ask for no more than naming, or (LGPL, MPL) for a file's source."""

_EXCEPTIONS: Final = frozenset({"GCC-exception-3.1", "Bootloader-exception"})
"""What makes of the GPL a licence that the compiler's or the bootloader's user need not take on."""

MICROSOFT: Final = "LicenseRef-Microsoft-Redistributable"


def is_fit(expression: str) -> bool:
    """Tell whether an SPDX expression, or a licence's plain name, may go into the bundle.

    Of alternatives one has to be fit, of joint licences all. What is not known is not fit.
    """
    plain = expression.replace("(", "").replace(")", "")
    return any(
        all(_is_fit(one.strip()) for one in re.split(r"\s+AND\s+", choice))
        for choice in re.split(r"\s+OR\s+", plain)
    )


def _is_fit(name: str) -> bool:
    licence, _, exception = name.partition(" WITH ")
    if re.match(r"A?GPL|GNU (?:Affero )?General", licence):
        return exception in _EXCEPTIONS
    return licence == MICROSOFT or licence.startswith(_FIT)
