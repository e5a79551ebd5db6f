"""What a bundle weighs, and which parts of it weigh most."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

_SHOWN: Final = 12
_MB: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes of a folder: in all, and of each part of it, the heaviest first."""

    whole: int
    files: int
    parts: tuple[tuple[str, int], ...]


def weigh(folder: Path) -> Weight:
    """Weigh the files of a folder; a link weighs nothing."""
    parts: Counter[str] = Counter()
    files = 0
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            files += 1
            parts[_part(file.relative_to(folder))] += file.stat().st_size
    return Weight(parts.total(), files, tuple(parts.most_common()))


def _part(where: Path) -> str:
    """Return the part that a file belongs to: its first folder below ``_internal``."""
    names = where.parts[1:] if where.parts[0] == "_internal" else where.parts
    return names[0].removesuffix(".libs")


def table(weight: Weight) -> str:
    """Return the weights for people to read."""
    lines = [f"{weight.whole / _MB:7.1f} MB  in {weight.files} files, of which"]
    lines += [f"{size / _MB:7.1f} MB  {name}" for name, size in weight.parts[:_SHOWN]]
    return "\n".join(lines)


def figures(weight: Weight) -> dict[str, Any]:
    """Return the weights for programs to read, in MB (of 1,000,000 bytes)."""
    return {
        "bundle_mb": round(weight.whole / _MB, 1),
        "files": weight.files,
        "parts_mb": {name: round(size / _MB, 1) for name, size in weight.parts[:_SHOWN]},
    }
