"""What stays out of the bundle, with all that only it needed."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import pytest

from installers.left_out import MODULES, Entry, kept, stays, without_dangling


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/plugins/styles/qmodernwindowsstyle.dll",
        "PySide6/Qt6Core.dll",
        "ui/translation/bantiem_vi.qm",
        "keyring-25.7.0.dist-info/entry_points.txt",
    ],
)
def test_what_the_desk_needs_stays(name: str) -> None:
    assert stays(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/imageformats/libqpdf.so",
        "PySide6\\plugins\\tls\\qschannelbackend.dll",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6\\translations\\qtbase_de.qm",
        "PySide6\\opengl32sw.dll",
        "alembic/templates/generic/env.py",
        "keyring-25.7.0.dist-info/RECORD",
        "msgspec/py.typed",
    ],
)
def test_what_nothing_here_uses_is_left_out(name: str) -> None:
    assert not stays(name)


def imports(**needs: str) -> dict[str, list[str]]:
    return {name: words.split() for name, words in needs.items()}


GTK = "PySide6/Qt/plugins/platformthemes/libqgtk3.so"


def binaries(*names: str) -> list[Entry]:
    return [(name, name.rpartition("/")[2].partition(".")[0], "BINARY") for name in names]


def left(entries: Iterable[Entry]) -> list[str]:
    return [name for name, _, _ in entries]


def test_libraries_that_only_a_left_out_plugin_needed_go_with_it() -> None:
    needs = imports(libqgtk3="libgtk libcore", libgtk="libpango", QtCore="libcore")
    whole = binaries(GTK, "libgtk.so", "libpango.so", "libcore.so", "QtCore.so")
    assert left(kept(whole, lambda one: needs.get(one, []))) == ["libcore.so", "QtCore.so"]


def test_a_library_that_nothing_names_stays() -> None:
    whole = binaries("opencv_videoio_ffmpeg.dll", "libzbar.so")
    assert kept(whole, lambda _one: []) == whole


def test_libraries_that_need_each_other_do_not_keep_each_other() -> None:
    needs = imports(libqgtk3="liba", liba="libb", libb="liba")
    whole = binaries(GTK, "liba.so", "libb.so")
    assert kept(whole, lambda one: needs.get(one, [])) == []


def test_links_to_what_is_gone_go_too() -> None:
    links: list[Entry] = [
        ("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", "SYMLINK"),
        ("PySide6/libpq.so", "../libpq.so", "SYMLINK"),
        ("libQt6Qml.so.6", "PySide6/Qt/lib/libQt6Qml.so.6", "SYMLINK"),
    ]
    names = {"PySide6/Qt/lib/libQt6Core.so.6", "libpq.so"}
    assert left(without_dangling(links, names)) == ["libQt6Core.so.6", "PySide6/libpq.so"]


def test_distutils_is_left_out_only_where_it_is_pythons_own() -> None:
    # Later it is another name of setuptools', and PyInstaller stops at a name that is both.
    assert ("distutils" in MODULES) == (sys.version_info < (3, 12))
