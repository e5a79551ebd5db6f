"""Codes as pictures: for the health book, labels, slips, and the rehearsal film.

`qrcode` makes the modules; drawing them is ours, so that no imaging library is needed.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from immunization.errors import KnownError
from immunization.text import Text
from scanners.vision import Frame, opencv

Level = Literal["L", "M", "Q", "H"]

QUIET: Final = 4  # modules of white around the code (ISO/IEC 18004)
_LEVELS: Final = {"L": 1, "M": 0, "Q": 3, "H": 2}  # qrcode.constants
_BT_DIGITS: Final = re.compile(r"BT\d:\d+", re.ASCII)  # scanners.payloads.signed


class TooMuchForACode(KnownError):
    """The text does not fit into the largest QR code."""

    text = Text(
        vi="Nội dung dài quá, không làm được mã QR. Chưa mất gì. Xin rút gọn.",
        en="The content is too long for a QR code. Nothing is lost. Please shorten it.",
    )


def modules(text: str, level: Level = "M") -> Frame:
    """Return the code with its quiet zone, one pixel a module: 0 dark, 255 light.

    Text is written as UTF-8 without ECI, as the citizens' cards are. Raises TooMuchForACode.
    """
    import numpy as np
    import qrcode
    from qrcode.exceptions import DataOverflowError

    code = qrcode.QRCode(border=QUIET, error_correction=_LEVELS[level])
    # Digits are packed as digits (3⅓ bits each) only where a text is mostly digits.
    code.add_data(text.encode(), optimize=8 if _BT_DIGITS.fullmatch(text) else 0)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError) as error:
        raise TooMuchForACode from error
    return np.where(np.array(code.get_matrix()), 0, 255).astype(np.uint8)


def picture(text: str, *, module: int = 8, level: Level = "M") -> Frame:
    """Return the code in grey with ``module`` pixels a module. Raises TooMuchForACode."""
    import numpy as np

    return np.kron(modules(text, level), np.ones((module, module), np.uint8))


def png(text: str, *, module: int = 8, level: Level = "M") -> bytes:
    """Return the code as the bytes of a PNG file. Raises TooMuchForACode."""
    _, data = opencv().imencode(".png", picture(text, module=module, level=level))
    return bytes(data)


def svg(text: str, *, level: Level = "M") -> str:
    """Return the code as an SVG document, one unit a module. Raises TooMuchForACode."""
    import numpy as np

    code = modules(text, level)
    side = code.shape[0]
    dark = "".join(f"M{x} {y}h1v1h-1z" for y, x in np.argwhere(code == 0).tolist())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" '
        f'shape-rendering="crispEdges"><path d="{dark}"/></svg>'
    )
