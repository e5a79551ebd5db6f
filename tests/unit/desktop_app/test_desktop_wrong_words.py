"""What goes wrong around a command: empty names, Ctrl+C, a reader that leaves, no room."""

from __future__ import annotations

import codecs
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from desktop_app import settings, trust_file
from desktop_app.command_line import main, parser
from desktop_app.commands import journal
from desktop_app.commands.trial import TrialFolderUnfit
from desktop_app.commands.trial import run as run_trial

TRUST = b'{"as_of":"2026-11-20T00:00:00Z"}'


def run(folder: Path | str, *words: str) -> int:
    return main(["--data", str(folder), "--language", "en", *words])


@pytest.mark.parametrize("empty", ["", "  "])
def test_an_empty_name_is_not_the_present_folder(empty: str) -> None:
    with pytest.raises(SystemExit) as refused:
        run(empty, "journal", "verify")
    assert refused.value.code == 2


@pytest.mark.parametrize("folder", ["hub", "centre", "journal", "sync"])
def test_a_data_folder_may_be_called_like_a_command(folder: str) -> None:
    for words in (["rebuild"], ["journal", "verify"], ["trust"]):
        read = parser(["--data", folder, *words]).parse_args(["--data", folder, *words])
        assert read.data == Path(folder)


def test_ctrl_c_is_said_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def pressed(_options: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(journal, "run_verify", pressed)
    assert run(tmp_path, "journal", "verify") == 1
    assert capsys.readouterr().err.startswith("Stopped.")


@pytest.mark.skipif(sys.platform == "win32", reason="a console's Ctrl+C is sent otherwise there")
def test_a_server_that_is_stopped_by_ctrl_c_has_ended_well(tmp_path: Path) -> None:
    assert run(tmp_path, "centre", "add-site", "T01", "Trạm") == 0
    words = ["--data", str(tmp_path), "centre", "serve", "--port", "0"]
    with subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", "desktop_app", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as server:
        assert server.stdout is not None
        assert server.stderr is not None
        url = json.loads(server.stdout.readline())["url"]
        assert requests.get(url, timeout=60).status_code == 404
        server.send_signal(signal.SIGINT)
        said = server.stderr.read()
    assert (server.returncode, said) == (0, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe that is closed is another error there")
def test_who_has_read_enough_ends_a_command_without_a_traceback(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    words = ["--data", str(tmp_path), "trust"]
    try:
        ended = subprocess.run(
            [sys.executable, "-X", "utf8", "-m", "desktop_app", *words],
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writing)
    assert (ended.returncode, ended.stderr) == (1, b"")


@pytest.mark.parametrize("what", ["full", "file"])
def test_a_trial_wants_a_folder_of_its_own(what: str, tmp_path: Path) -> None:
    out = tmp_path / "thử"
    if what == "full":
        (out / "codes").mkdir(parents=True)
    else:
        out.write_text("x")
    before = sorted(tmp_path.rglob("*"))

    words = ["trial", "--out", str(out)]
    with pytest.raises(TrialFolderUnfit):
        run_trial(parser(words).parse_args(words))

    assert sorted(tmp_path.rglob("*")) == before


def test_a_trust_list_that_cannot_be_kept_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "new.json"
    new.write_bytes(TRUST)
    (tmp_path / "desk" / trust_file.FILE).mkdir(parents=True)

    assert run(tmp_path / "desk", "trust", str(new)) == 1

    assert "could not be written" in capsys.readouterr().err


def test_what_an_editor_of_windows_saved_is_read(tmp_path: Path) -> None:
    new = tmp_path / "new.json"
    new.write_bytes(codecs.BOM_UTF8 + TRUST)
    assert run(tmp_path, "trust", str(new)) == 0
    assert trust_file.load(tmp_path).day is not None

    (tmp_path / settings.FILE).write_bytes(codecs.BOM_UTF8 + b'{"theme":"dark"}')
    assert settings.load(tmp_path).theme == "dark"


def test_settings_that_cannot_be_read_are_a_sentence(tmp_path: Path) -> None:
    (tmp_path / settings.FILE).mkdir()
    with pytest.raises(settings.SettingsUnreadable):
        settings.load(tmp_path)


NO_CONSOLE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from desktop_app.command_line import main
from ui.kit import theme

def look():
    for box in QApplication.topLevelWidgets():
        if isinstance(box, QMessageBox):
            print(box.text(), flush=True)
            box.accept()

app = theme.application("bantiemw")
QTimer.singleShot(0, look)
sys.stderr = None
sys.exit(main(["--data", "x" * 300, "--language", "en"]))
"""


def test_what_keeps_the_desk_from_starting_stands_in_a_window_where_there_is_no_console() -> None:
    ended = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", NO_CONSOLE],
        stdout=subprocess.PIPE,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stdout.startswith("The data folder xxx")
