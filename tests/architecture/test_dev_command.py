"""``dev.py``: whoever has the wrong Python, half an environment or enough of it, is told so."""

from __future__ import annotations

import ast
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The command, with an environment of its own and no right to install anything."""
    made = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    assert made is not None
    assert made.loader is not None
    module = importlib.util.module_from_spec(made)
    made.loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", tmp_path / "môi trường")
    monkeypatch.setattr(module, "install_packages", lambda _names: False)
    return module


def test_an_old_python_can_read_it_and_is_told_which_ones_will_do(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ast.parse((ROOT / "dev.py").read_text("utf-8"), feature_version=(3, 8))
    monkeypatch.setattr(sys, "version_info", (3, 8, 10, "final", 0))

    assert dev.main(["test"]) == 1
    assert "needs one of Python" in capsys.readouterr().err


def test_every_command_leads_to_a_module_that_is_there(dev: ModuleType) -> None:
    for command in dev.COMMANDS:
        for line in dev.work(command, []):
            if "-m" in line:
                assert importlib.util.find_spec(str(line[line.index("-m") + 1])), command


def test_an_environment_that_was_not_made_to_its_end_is_made_anew(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    half: Path = dev.python()
    half.parent.mkdir(parents=True)
    half.touch()
    half.chmod(0o755)
    version = sys.version.split()[0]
    (dev.VENV / "pyvenv.cfg").write_text(f"version = {version}\n", "utf-8")
    done: list[list[object]] = []
    monkeypatch.setattr(dev, "quiet", done.append)
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: object())

    dev.make_environment()

    assert [line[1:] for line in done] == [["-m", "venv", "--clear", dev.VENV]]


@pytest.mark.skipif(sys.platform != "linux", reason="Debian alone parts venv from Python")
def test_a_python_without_venv_is_told_the_package(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)

    with pytest.raises(SystemExit) as refused:
        dev.make_environment()

    assert refused.value.code == 1
    assert "sudo apt-get install python3." in capsys.readouterr().err
    assert not dev.VENV.exists()


def test_ctrl_c_is_no_fault(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def pressed() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(dev, "set_up", pressed)

    assert dev.started(["setup"]) == 1
    assert capsys.readouterr().err == "Stopped.\n"
