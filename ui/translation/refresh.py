"""Bring the Qt Linguist files up to date with the sources and compile them.

    python -m ui.translation.refresh            write .ts and .qm; name what is not translated
    python -m ui.translation.refresh --check    write nothing; fail if something is not right

Uses lupdate and lrelease that come with PySide6.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

import PySide6

HERE = Path(__file__).resolve().parent
UI = HERE.parent
LANGUAGES = ("vi", "en")


def sources() -> list[str]:
    """Return the Python files that may hold words, as paths from the project's root."""
    root = UI.parent
    return sorted(path.relative_to(root).as_posix() for path in UI.rglob("*.py"))


def update(language: str, target: Path) -> None:
    """Run lupdate into ``target``; words that are gone from the sources are dropped."""
    plural = ["-pluralonly"] if language == "en" else []
    options = ["-locations", "none", "-no-obsolete", "-source-language", "en", *plural]
    words = [*options, "-target-language", language, "-ts", _named(target)]
    with tempfile.NamedTemporaryFile("w", suffix=".lst", delete=False, encoding="utf-8") as listing:
        listing.write("\n".join(sources()))
    try:
        _run("lupdate", f"@{listing.name}", *words)
    finally:
        Path(listing.name).unlink()


def release(source: Path, target: Path) -> None:
    """Run lrelease."""
    _run("lrelease", "-silent", _named(source), "-qm", _named(target))


def unfinished(path: Path) -> list[str]:
    """Return the words of a .ts file that have no translation."""
    found: list[str] = []
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314 - our own file
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") or not _full(translation):
                found.append(f"{context.findtext('name')}: {message.findtext('source')}")
    return found


def stale(language: str) -> bool:
    """Tell whether the committed .ts file differs from what the sources give now."""
    committed = HERE / f"bantiem_{language}.ts"
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / committed.name
        fresh.write_bytes(committed.read_bytes())
        update(language, fresh)
        return messages(fresh) != messages(committed)


def messages(path: Path) -> set[tuple[str, str]]:
    """Return the (context, source) pairs of a .ts file."""
    return {
        (context.findtext("name") or "", message.findtext("source") or "")
        for context in ET.parse(path).getroot().iter("context")  # noqa: S314 - our own file
        for message in context.iter("message")
    }


def main(argv: list[str]) -> int:
    """Refresh or check; return 1 if something is not translated."""
    open_words: list[str] = []
    for language in LANGUAGES:
        path = HERE / f"bantiem_{language}.ts"
        if "--check" in argv:
            open_words += [f"stale: {path.name}"] if stale(language) else []
        else:
            update(language, path)
            release(path, path.with_suffix(".qm"))
        open_words += [f"{language}: {words}" for words in unfinished(path)]
    for line in open_words:
        print(line)
    return 1 if open_words else 0


def _full(translation: ET.Element) -> bool:
    forms = translation.findall("numerusform")
    texts = [form.text for form in forms] if forms else [translation.text]
    return all(text and text.strip() for text in texts)


def _named(path: Path) -> str:
    """Name a file for Qt's tools: on Windows they see the code page's letters only.

    So the folder in which the tree lies, ``Nông trại`` perhaps, is not named to them.
    """
    root = UI.parent
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _run(tool: str, *words: str) -> None:
    folder = Path(PySide6.__file__).parent
    program = next(folder / name for name in (tool, f"{tool}.exe") if (folder / name).is_file())
    done = subprocess.run(
        [str(program), *words], cwd=UI.parent, check=False, capture_output=True, encoding="utf-8"
    )
    if done.returncode:
        sys.stderr.write(done.stdout + done.stderr)
        raise SystemExit(done.returncode)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
