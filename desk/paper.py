"""From a template and data to a PDF, by typst: nothing is fetched and no system font is used.

Templates lie in ``desk/papers/*.typ``. A template reads its data as JSON from
``sys.inputs.data`` and never as markup, so that a name with a star in it stays a name.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

from desk.errors import NotPrinted

FONTS: Final = Path(__file__).resolve().parents[1] / "ui" / "fonts"
"""Where the bundled face lies, as files: in the source tree and in the bundle alike."""


def pdf(template: str, data: Mapping[str, object], fonts: Path = FONTS) -> bytes:
    """Return the PDF of a template of ``desk/papers`` with its data. Raises NotPrinted.

    It takes some tenths of a second, the first time more: never on the GUI thread.
    """
    try:
        # 84 MB of library, which most days nobody needs.
        import typst
    except ImportError as error:
        raise NotPrinted(type(error).__name__) from error
    with as_file(files("desk") / "papers" / template) as path:
        try:
            made = typst.compile(  # type: ignore[misc]  # its stub has a parameter of no use
                path.read_bytes(),
                font_paths=[fonts],
                ignore_system_fonts=True,
                sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            )
        except (RuntimeError, OSError) as error:
            # What typst says of it quotes the template, and no data.
            raise NotPrinted(type(error).__name__) from error
    if not isinstance(made, bytes):
        raise NotPrinted("more than one file")
    return made
