"""``python -m installers.smoke``: start the frozen program with an empty profile and try it.

It runs from a folder with Vietnamese letters in its path, without Python or the sources in
reach. A line on standard error that is not in `known_stderr.txt` fails it, as does any step.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from installers import known_lines, sizes, trials
from installers.bundle import BUNDLE
from installers.contents import ROOT
from installers.frozen import Failed, Frozen
from installers.recipe import NAME

_TIMES: Final = ("first_start_s", "start_s", "parts_s", "join_s", "sync_s", "trial_s")


def main(arguments: list[str] | None = None) -> int:
    """Try the bundle; 0 where all went well and nothing unknown was written."""
    parser = argparse.ArgumentParser(prog="dev.py smoke", description=__doc__)
    parser.add_argument("--bundle", type=Path, default=BUNDLE, metavar="DIR")
    parser.add_argument("--json", action="store_true", help="print the result as one object")
    options = parser.parse_args(arguments)
    if not options.bundle.is_dir():
        print(f"There is no bundle at {options.bundle}: run dev.py bundle first.", file=sys.stderr)
        return 2
    result = tried(options.bundle)
    print(json.dumps(result, ensure_ascii=False) if options.json else table(result))
    return 0 if result["ok"] else 1


def tried(bundle: Path) -> dict[str, Any]:
    """Return what came of every step; ``ok`` says whether all is well."""
    result: dict[str, Any] = {**sizes.figures(sizes.weigh(bundle)), "steps": {}}
    work = ROOT / "build"
    work.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(
        prefix="smoke-", dir=work, ignore_cleanup_errors=True
    ) as folder:
        placed = linked(bundle, Path(folder, "Nông trại", bundle.name))
        profile = Path(folder, "hồ sơ trống")
        profile.mkdir()
        name = f"{NAME}.exe" if sys.platform == "win32" else NAME
        program = Frozen(
            placed / name, profile, known_lines.read(known_lines.LIST.read_text("utf-8"))
        )
        for words, step in trials.STEPS.items():
            result["steps"][words] = _took(step, program, result)
        result["unknown_stderr"] = program.unknown_lines()
    result["ok"] = not result["unknown_stderr"] and all(
        one["ok"] for one in result["steps"].values()
    )
    return result


def linked(bundle: Path, target: Path) -> Path:
    """Make a second bundle of the same files; copied where the disk cannot link."""

    def link(source: str, to: str) -> None:
        try:
            os.link(source, to)
        except OSError:
            shutil.copy2(source, to)

    shutil.copytree(bundle, target, symlinks=True, copy_function=link)
    return target


def _took(step: Any, program: Frozen, result: dict[str, Any]) -> dict[str, Any]:
    begun = time.monotonic()
    try:
        result.update(step(program))
    except Failed as error:
        return {"ok": False, "why": str(error)}
    return {"ok": True, "seconds": round(time.monotonic() - begun, 1)}


def table(result: dict[str, Any]) -> str:
    """Return the result for people to read."""
    lines = [f"bundle       {result['bundle_mb']} MB in {result['files']} files"]
    for words, one in result["steps"].items():
        said = f"well, {one['seconds']} s" if one["ok"] else f"FAILED\n{one['why']}"
        lines.append(f"{words:20} {said}")
    lines += [f"  {name:18} {result[name]}" for name in _TIMES if name in result]
    lines += [f"unknown on standard error: {line}" for line in result["unknown_stderr"]]
    lines.append("all is well" if result["ok"] else "NOT well")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
