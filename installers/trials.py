"""What the frozen program is put through, step by step; each raises Failed where it fails."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from typing import Any, Final

from installers.frozen import Failed, Frozen, Ran

_SITE: Final = "T01"
_NAME: Final = "Trạm Y tế Nông Trại"


def start_up(program: Frozen) -> dict[str, Any]:
    """Start three times with nothing to do; the first is the cold one."""
    seconds = [program.run("--help").seconds for _ in range(3)]
    return {"first_start_s": round(seconds[0], 2), "start_s": round(min(seconds), 2)}


def parts(program: Frozen) -> dict[str, Any]:
    """Load every part that the program stands on."""
    ran = program.run("parts", "--json")
    found: dict[str, str] = _object(ran)
    _see(found["Python"].endswith("frozen, UTF-8 mode on"), ran, "frozen, in UTF-8 mode")
    return {"parts_s": round(ran.seconds, 2), "parts": found}


def joining(program: Frozen) -> dict[str, Any]:
    """Set up a centre and a desk, refuse a wrong code, join, sync, prove the journal, rebuild."""
    centre = ("--data", str(program.profile / "trung tâm"), "centre")
    desk = ("--data", str(program.profile / "bàn 1"))
    program.run(*centre, "add-site", _SITE, _NAME)
    staff = (*centre, "add-staff", _SITE, "hoa", "Nguyễn Thị Hòa", "--role", "supervisor")
    program.run(*staff, stdin=secrets.token_urlsafe(12) + "\n")
    code = program.run(*centre, "code", _SITE).out.strip()
    with program.serving(*centre, "serve", "--port", "0") as line:
        url = json.loads(line)["url"]
        _is_refused(program, desk, url)
        joined = program.run(*desk, "enrol", url, code)
        _see(_NAME in joined.out, joined, "the site's name, in UTF-8")
        synced = program.run(*desk, "sync")
        _see("fetched 0" not in synced.out, synced, "entries of the site")
    for words in (("journal", "verify"), ("rebuild",), ("journal", "show")):
        program.run(*desk, *words)
    return {"join_s": round(joined.seconds, 2), "sync_s": round(synced.seconds, 2)}


def nurses_work(program: Frozen) -> dict[str, Any]:
    """Sign in, read a code, save a dose and sync it, in the real window (`bantiem trial`)."""
    ran = program.run("trial")
    done = _object(ran)
    _see(done.get("doses") == 1, ran, "the dose")
    return {"trial_s": round(ran.seconds, 2), "trial": done}


STEPS: Final[dict[str, Callable[[Frozen], dict[str, Any]]]] = {
    "starts": start_up,
    "loads its parts": parts,
    "joins and syncs": joining,
    "does a nurse's work": nurses_work,
}


def _is_refused(program: Frozen, desk: tuple[str, str], url: str) -> None:
    """See that a wrong code is answered by a sentence; it is expected, so it is taken off."""
    program.run(*desk, "--language", "vi", "enrol", url, "AAAA-AAAA-AAAA-AAAA", code=1)
    ran = program.ran.pop()
    _see("Mã đăng ký" in ran.err and "Traceback" not in ran.err, ran, "the sentence")


def _object(ran: Ran) -> Any:
    try:
        return json.loads(ran.out)
    except json.JSONDecodeError as error:
        raise Failed(f"{' '.join(ran.words)}: not JSON: {ran.out[:500]}") from error


def _see(holds: bool, ran: Ran, what: str) -> None:
    if not holds:
        raise Failed(f"{' '.join(ran.words)}: {what} is missing\n{ran.out}{ran.err}")
