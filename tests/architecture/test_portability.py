"""The program asks nothing of a system that Windows or Linux lacks, unless it first asks which."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRODUCT = (
    "immunization", "records", "local_db", "scanners", "sync", "desk", "central", "ui",
    "desktop_app", "installers",
)  # fmt: skip

ONE_SYSTEMS = {
    "fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty",
    "msvcrt", "winreg", "winsound",
}  # fmt: skip
# Some are on Windows too: there `os.kill` ends a process that it was only to ask for (signal 0),
# and most of `platform` waits for WMI.
POSIX_ONLY = {
    "os": "chown fork forkpty getegid geteuid getgid getloadavg getpgid getuid kill killpg mkfifo "
    "nice pread pwrite sched_getaffinity sched_setaffinity setpgid setsid statvfs sync uname wait "
    "wait3 wait4 waitpid",
    "signal": "SIGALRM SIGCHLD SIGCONT SIGHUP SIGKILL SIGPIPE SIGSTOP SIGUSR1 SIGUSR2 alarm pause "
    "pthread_kill setitimer",
    "socket": "AF_UNIX",
    "select": "epoll poll",
    "time": "tzset",
    "platform": "machine node platform processor release system uname version",
}
ASKS = re.compile(r"sys\.platform|os\.name|hasattr\(")
GLIBC_DATES = re.compile(r"%-[A-Za-z]|%[ekPl]\b")
NOT_A_NAME = re.compile(
    r"""[<>:"\\|?*\x00-\x1f]|[. ](?:/|$)|(?:^|/)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|/|$)""",
    re.IGNORECASE,
)
LONGEST = 150  # letters; Windows' usual 260 hold the folder of the tree too
TEXT_METHODS = {"read_text": 1, "write_text": 2}  # how many words there are with an encoding


def faults(source: str) -> Iterator[str]:
    """Find what would work on one system only, each with its line."""
    tree = ast.parse(source)
    asked = {
        below
        for node in ast.walk(tree)
        if isinstance(node, ast.If | ast.IfExp) and ASKS.search(ast.unparse(node.test))
        for below in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node not in asked and (fault := fault_of(node)):
            yield f"{getattr(node, 'lineno', 0)}: {fault}"


def fault_of(node: ast.AST) -> str | None:
    match node:
        case ast.Import(names=names) if found := ONE_SYSTEMS & {one.name for one in names}:
            return f"import {', '.join(found)}"
        case ast.Attribute(value=ast.Name(id=module), attr=name):
            return f"{module}.{name}" if name in POSIX_ONLY.get(module, "").split() else None
        case ast.Constant(value=str(text)) if GLIBC_DATES.search(text):
            return f"{text!r}: a date's form that only glibc knows"
        case ast.Call():
            return fault_of_call(node)
    return None


def fault_of_call(call: ast.Call) -> str | None:
    words = {word.arg: word.value for word in call.keywords}
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)
    if name in TEXT_METHODS and len(call.args) < TEXT_METHODS[name] and "encoding" not in words:
        return f"{name} in the code page of the computer"
    if name in {"open", "fdopen"} and "encoding" not in words:
        texts = [one.value for one in call.args if isinstance(one, ast.Constant)]
        if any(isinstance(text, str) and re.fullmatch("[rwax]t?", text) for text in texts):
            return f"{name} in the code page of the computer"
    if "encoding" not in words and ast.unparse(words.get("text", call.func)) == "True":
        return "a process's words in the code page of the computer"
    return "preexec_fn" if "preexec_fn" in words else None


def test_nothing_in_the_program_works_on_one_system_only() -> None:
    sources = [ROOT / "dev.py", *(path for one in PRODUCT for path in (ROOT / one).rglob("*.py"))]
    found = [
        f"{path.relative_to(ROOT).as_posix()}:{fault}"
        for path in sources
        for fault in faults(path.read_text("utf-8"))
    ]
    assert not found


@pytest.mark.parametrize(
    "planted",
    [
        "import fcntl",
        "import winreg",
        "os.kill(pid, 0)",
        "platform.node()",
        "signal.signal(signal.SIGHUP, stop)",
        "words = f'{day:%-d/%m}'",
        "day.strftime('%-d')",
        "path.read_text()",
        "path.write_text(text)",
        "path.open('w')",
        "open(path, 'r')",
        "subprocess.run(words, text=True)",
        "subprocess.Popen(words, preexec_fn=os.setpgrp)",
    ],
)
def test_a_planted_fault_is_found_and_one_that_asks_for_the_system_is_not(planted: str) -> None:
    assert len(list(faults(planted))) == 1
    assert not list(faults(f"if sys.platform != 'win32':\n    {planted}"))


def files_of_the_tree() -> Iterator[str]:
    ours = (one for one in ROOT.iterdir() if one.name not in {"build", "dist"})
    for top in (one for one in ours if one.name == ".github" or not one.name.startswith(".")):
        for path in top.rglob("*") if top.is_dir() else [top]:
            if path.is_file() and "__pycache__" not in path.parts:
                yield path.relative_to(ROOT).as_posix()


def test_windows_can_hold_every_file_of_the_tree() -> None:
    names = list(files_of_the_tree())
    assert not [name for name in names if NOT_A_NAME.search(name)]
    assert not [name for name in names if len(name) > LONGEST]
    assert not [name for name, count in Counter(map(str.casefold, names)).items() if count > 1]
