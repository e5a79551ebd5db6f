"""The smoke test's own parts: known lines, the empty profile, weights, and a failing program."""

from __future__ import annotations

import json
import re
import stat
import sys
from pathlib import Path

import pytest

from installers import bundle, known_lines, sizes, smoke, trials
from installers.frozen import Failed, Frozen, environment
from installers.known_lines import Known, NoReason, read, unknown

LISTED = read(known_lines.LIST.read_text("utf-8"))


def test_every_accepted_line_has_its_reason() -> None:
    assert LISTED
    assert all(one.reason.endswith(".") for one in LISTED)


def test_a_pattern_without_a_reason_is_refused() -> None:
    with pytest.raises(NoReason, match="warning"):
        read("# Because.\nfirst\n\nwarning: .*\n")


def test_a_reason_may_take_several_lines() -> None:
    (one,) = read("# Qt says so\n# on Wayland.\nqt: .*\n")
    assert one.reason == "Qt says so on Wayland."


def test_progress_that_is_written_over_is_known_line_by_line() -> None:
    assert unknown("\rwaiting 3, feed 0/9\rwaiting 0, feed 9/9", LISTED) == []


@pytest.mark.parametrize(
    "line", ["DeprecationWarning: old", "waiting 0, feed 9/9 and more", "QFont: nothing"]
)
def test_any_other_line_is_unknown(line: str) -> None:
    assert unknown(f"waiting 0, feed 9/9\n{line}\n", LISTED) == [line]


def test_the_profile_is_empty_and_nothing_of_the_developers_leads_the_program(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("PYTHONPATH", "PYTHONUTF8", "VIRTUAL_ENV", "LD_LIBRARY_PATH", "QT_PLUGIN_PATH"):
        monkeypatch.setenv(name, "x")
    given = environment(tmp_path)
    assert not [name for name in given if name.startswith(("PYTHON", "VIRTUAL", "LD_"))]
    assert given["HOME"] == given["APPDATA"] == str(tmp_path)
    assert given["QT_QPA_PLATFORM"] == "offscreen"


def test_a_bundle_weighs_its_files_and_no_link(tmp_path: Path) -> None:
    (tmp_path / "_internal" / "cv2").mkdir(parents=True)
    (tmp_path / "_internal" / "cv2" / "cv2.so").write_bytes(bytes(3000))
    (tmp_path / "bantiem").write_bytes(bytes(500))
    if sys.platform != "win32":
        (tmp_path / "_internal" / "link.so").symlink_to("cv2/cv2.so")
    weighed = sizes.weigh(tmp_path)
    assert weighed.whole == 3500
    assert weighed.parts == (("cv2", 3000), ("bantiem", 500))
    assert "cv2" in sizes.table(weighed)


def test_without_a_bundle_the_smoke_test_says_what_to_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert smoke.main(["--bundle", str(tmp_path / "none")]) == 2
    assert "dev.py bundle" in capsys.readouterr().err


posix = pytest.mark.skipif(sys.platform == "win32", reason="a shell script plays the program")


def program(folder: Path, script: str) -> Frozen:
    file = folder / "bantiem"
    file.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return Frozen(file, folder, [Known(re.compile("fine"), "In this test.")])


@posix
def test_a_command_that_ends_with_another_code_fails(tmp_path: Path) -> None:
    frozen = program(tmp_path, 'echo "hỏng" >&2; exit 3')
    with pytest.raises(Failed, match="exit 3\nhỏng"):
        frozen.run("journal", "verify")


@posix
def test_unknown_lines_are_told_with_the_command_that_wrote_them(tmp_path: Path) -> None:
    frozen = program(tmp_path, "echo fine >&2; echo oops >&2")
    frozen.run("sync")
    assert frozen.unknown_lines() == ["sync: oops"]


@posix
def test_a_server_is_stopped_and_its_lines_are_read(tmp_path: Path) -> None:
    frozen = program(
        tmp_path,
        "tail -f /dev/null & trap 'kill $!; echo stopped >&2; exit 0' TERM; echo ready; wait",
    )
    with frozen.serving("centre", "serve") as line:
        assert line == "ready\n"
    assert frozen.unknown_lines() == ["centre serve: stopped"]


@posix
def test_a_server_that_ends_at_once_fails_with_what_it_said(tmp_path: Path) -> None:
    frozen = program(tmp_path, "echo no port >&2; exit 1")
    with pytest.raises(Failed, match="no port"), frozen.serving("centre", "serve"):
        pass


@posix
def test_a_nurses_work_that_saved_no_dose_fails(tmp_path: Path) -> None:
    told = trials.nurses_work(program(tmp_path, "echo '{\"doses\": 1}'"))
    assert told["trial"] == {"doses": 1}
    with pytest.raises(Failed, match="the dose is missing"):
        trials.nurses_work(program(tmp_path, "echo '{\"doses\": 0}'"))
    with pytest.raises(Failed, match="not JSON"):
        trials.nurses_work(program(tmp_path, "echo done"))


@pytest.mark.long
def test_the_bundle_is_built_and_passes_its_smoke_test(capsys: pytest.CaptureFixture[str]) -> None:
    assert bundle.main(["--json"]) == 0
    capsys.readouterr()
    code = smoke.main(["--json"])
    result = json.loads(capsys.readouterr().out)
    assert code == 0, result
