"""The C++ runtime on Windows: one set, the newest, and new enough for what was linked."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from installers.left_out import Entry
from installers.windows import linking, pe, runtime
from installers.windows.pe import Version
from installers.windows.runtime import Copy, NoRuntime, newest_set

OLD, NEW = (14, 38, 33135, 0), (14, 51, 36231, 0)


def library(version: Version | None, linker: tuple[int, int] = (14, 29), needs: str = "") -> bytes:
    header = b"PE\0\0" + bytes(20) + struct.pack("<HBB", 0x20B, *linker) + bytes(20)
    stub = b"MZ" + bytes(0x3A) + struct.pack("<I", 0x40)
    fixed = b""
    if version:
        a, b, c, d = version
        fixed = struct.pack("<IIII", 0xFEEF04BD, 0x10000, a << 16 | b, c << 16 | d)
    return stub + header + needs.encode() + fixed


def write(folder: Path, name: str, data: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(data)
    return path


def test_the_version_of_a_file_is_the_one_that_explorer_shows() -> None:
    assert pe.file_version(library(NEW)) == NEW
    assert pe.file_version(library(None)) is None


def test_the_linker_is_read_from_the_optional_header() -> None:
    assert pe.linker_version(library(NEW, linker=(14, 44))) == (14, 44)
    assert pe.linker_version(b"\x7fELF" + bytes(200)) is None


@given(st.binary(max_size=400))
def test_no_bytes_of_a_file_stop_the_readers(data: bytes) -> None:
    pe.file_version(data)
    pe.linker_version(data)
    pe.linker_version(b"MZ" + data)


def copies(folder: str, version: Version, *names: str) -> list[Copy]:
    return [Copy(Path(folder, name), version) for name in names]


def test_the_newest_set_that_has_all_wins() -> None:
    every = [
        *copies("PySide6", OLD, "MSVCP140.dll", "vcruntime140.dll"),
        *copies("System32", NEW, "msvcp140.dll", "VCRUNTIME140.dll", "concrt140.dll"),
    ]
    chosen = newest_set(every, {"msvcp140.dll", "vcruntime140.dll"})
    assert [one.path.parent.name for one in chosen] == ["System32", "System32"]


def test_files_of_one_release_make_a_set_although_their_last_numbers_differ() -> None:
    every = [
        *copies("shiboken6", (14, 39, 33519, 0), "concrt140.dll"),
        *copies("shiboken6", (14, 39, 33520, 0), "msvcp140.dll"),
        *copies("older", (14, 38, 33135, 0), "concrt140.dll", "msvcp140.dll"),
    ]
    chosen = newest_set(every, {"msvcp140.dll", "concrt140.dll"})
    assert {one.path.parent.name for one in chosen} == {"shiboken6"}


def test_sets_are_not_mixed() -> None:
    every = [
        *copies("PySide6", OLD, "msvcp140.dll", "vcruntime140.dll"),
        *copies("half", NEW, "msvcp140.dll"),
    ]
    chosen = newest_set(every, {"msvcp140.dll", "vcruntime140.dll"})
    assert {one.version for one in chosen} == {OLD}
    with pytest.raises(NoRuntime):
        newest_set(every, {"msvcp140.dll", "vcruntime140_1.dll"})


@pytest.fixture
def windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A building computer whose System32 has the newest runtime."""
    # On Windows the lock brings the `msvc-runtime` package, which may be newer.
    monkeypatch.setattr(runtime, "files", lambda _name: [])
    monkeypatch.setenv("SYSTEMROOT", str(tmp_path / "Windows"))
    for name in ("msvcp140.dll", "vcruntime140.dll"):
        write(tmp_path / "Windows" / "System32", name, library(NEW))
    return tmp_path


def bundled(folder: Path) -> list[Entry]:
    old = library(OLD)
    return [
        ("vcruntime140.dll", str(write(folder / "python", "vcruntime140.dll", old)), "BINARY"),
        ("PySide6\\msvcp140.dll", str(write(folder / "qt", "msvcp140.dll", old)), "BINARY"),
        ("numpy.libs\\msvcp140-a4c2.dll", str(write(folder / "np", "m.dll", old)), "BINARY"),
    ]


def test_all_copies_give_way_to_one_set_at_the_root(windows: Path) -> None:
    done = runtime.with_one_set(bundled(windows))
    placed = {name: Path(source).parent.name for name, source, _ in done}
    assert placed == {
        "numpy.libs\\msvcp140-a4c2.dll": "np",
        "msvcp140.dll": "System32",
        "vcruntime140.dll": "System32",
    }


def test_a_runtime_older_than_a_parts_linker_stops_the_build(windows: Path) -> None:
    newer = library(None, linker=(14, 60), needs="MSVCP140.dll")
    part: Entry = ("zxingcpp.pyd", str(write(windows, "zxingcpp.pyd", newer)), "EXTENSION")
    with pytest.raises(NoRuntime, match="14, 60"):
        runtime.with_one_set([*bundled(windows), part])


def test_a_part_that_does_not_need_the_runtime_asks_nothing_of_it(windows: Path) -> None:
    newer = library(None, linker=(14, 60))
    part: Entry = ("_rust.pyd", str(write(windows, "_rust.pyd", newer)), "EXTENSION")
    assert part in runtime.with_one_set([*bundled(windows), part])


def test_a_runtime_that_only_the_building_computer_has_stops_the_build(tmp_path: Path) -> None:
    zbar, msvcp = write(tmp_path, "libzbar-64.dll", b""), write(tmp_path, "MSVCP140.dll", b"")
    needs = {zbar: ["MSVCR120.dll", "KERNEL32.dll"], msvcp: ["VCRUNTIME140.dll"]}
    write(tmp_path, "vcruntime140.dll", b"")
    with pytest.raises(linking.LibrariesMissing, match="MSVCR120") as stopped:
        linking.see_that_all_is_found(tmp_path, lambda file: needs.get(file, []))
    assert "VCRUNTIME140" not in str(stopped.value)
    zbar.unlink()
    linking.see_that_all_is_found(tmp_path, lambda file: needs.get(file, []))
