"""Hand scanners on a serial port: bytes into codes, and back by itself after unplugging."""

from __future__ import annotations

import os
import queue
import sys
import threading
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanners import serial_ports, serial_scanner
from scanners.backoff import Backoff
from scanners.errors import ScannerBusy, ScannerMissing
from scanners.serial_lines import LONGEST, SerialLines
from scanners.serial_ports import SerialPort, port_of
from scanners.serial_scanner import Port, Problem, SerialScanner
from scanners.serial_search import SerialSearch

PATIENCE = 20.0  # seconds a test waits for what must come
CARD = "001202000000||Nguyễn Thị Ửng|15052002|Nữ|Hà Nội|20042021".encode()
CODE = st.binary(min_size=1, max_size=40).filter(lambda one: b"\r" not in one and b"\n" not in one)


class ScriptedPort:
    """Gives what the script says; at its end, the port is gone."""

    def __init__(self, *parts: bytes) -> None:
        self._parts = list(parts)
        self.closed = False

    @property
    def in_waiting(self) -> int:
        return len(self._parts[0]) if self._parts else 0

    def read(self, size: int = 1, /) -> bytes:
        if not self._parts:
            raise OSError("unplugged")
        part = self._parts.pop(0)
        if len(part) > size:
            self._parts.insert(0, part[size:])
        return part[:size]

    def close(self) -> None:
        self.closed = True


@given(st.lists(CODE, max_size=6), st.sampled_from([b"\r", b"\n", b"\r\n"]), st.integers(1, 50))
def test_codes_come_whole_however_the_bytes_are_cut(
    codes: list[bytes], end: bytes, cut: int
) -> None:
    lines = SerialLines()
    sent = b"".join(code + end for code in codes)
    found = [one for at in range(0, len(sent), cut) for one in lines.feed(sent[at : at + cut])]
    assert found == codes
    assert lines.silent() is None


def test_a_scanner_that_sends_no_line_end_is_heard_after_its_silence() -> None:
    lines = SerialLines()
    assert lines.feed(b"0012") == lines.feed(b"02000000") == []
    assert lines.silent() == b"001202000000"
    assert lines.silent() is None


def test_noise_without_end_takes_no_memory() -> None:
    lines = SerialLines()
    for _ in range(100):
        lines.feed(b"x" * 4096)
    assert len(lines.silent() or b"") == LONGEST


def test_codes_keep_their_bytes_and_a_scanner_comes_back_after_unplugging() -> None:
    ports = [ScriptedPort(CARD[:20], CARD[20:] + b"\r"), ScriptedPort(b"\x1d0108\x1d10A", b"")]
    opened: list[ScriptedPort] = []
    heard: queue.Queue[bytes] = queue.Queue()

    def opener(name: str) -> Port:
        assert name == "COM7"
        if len(opened) == len(ports):
            raise OSError("no such port")
        opened.append(ports[len(opened)])
        return opened[-1]

    scanner = SerialScanner("COM7", heard.put, opener=opener, backoff=Backoff(0.001, 0.001))
    scanner.start()
    assert heard.get(timeout=PATIENCE) == CARD
    assert heard.get(timeout=PATIENCE) == b"\x1d0108\x1d10A"
    assert scanner.stop(PATIENCE)
    assert all(port.closed for port in opened)


def test_a_listener_that_fails_does_not_end_the_scanner() -> None:
    heard: queue.Queue[bytes] = queue.Queue()

    def listen(code: bytes) -> None:
        heard.put(code)
        raise RuntimeError("busy")

    ports: list[Callable[[], Port]] = [lambda: ScriptedPort(b"1\r", b"2\r")]
    scanner = SerialScanner(
        "COM1",
        listen,
        opener=lambda _: ports.pop()() if ports else ScriptedPort(),
        backoff=Backoff(1),
    )
    scanner.start()
    assert [heard.get(timeout=PATIENCE) for _ in range(2)] == [b"1", b"2"]
    assert scanner.stop(PATIENCE)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_a_real_port_of_the_system_is_read() -> None:
    import pty
    import tty

    near, far = pty.openpty()
    tty.setraw(far)
    heard: queue.Queue[bytes] = queue.Queue()
    is_open = threading.Event()

    def opener(name: str) -> Port:
        port = serial_scanner.open_port(name)
        is_open.set()  # what was sent before is dropped, as it is of no person here
        return port

    scanner = SerialScanner(os.ttyname(far), heard.put, opener=opener)
    scanner.start()
    try:
        assert is_open.wait(PATIENCE)
        os.write(near, CARD + b"\r\n")
        assert heard.get(timeout=PATIENCE) == CARD
        os.write(near, b"001202000000")
        assert heard.get(timeout=PATIENCE) == b"001202000000"
    finally:
        assert scanner.stop(PATIENCE)
        os.close(near)
        os.close(far)


def test_a_port_is_remembered_by_its_hardware_and_not_by_its_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = port_of("COM3", 0x0C2E, 0x0720, "SN-A", "1-2", "Honeywell")
    other = port_of("COM4", 0x0C2E, 0x0720, "SN-B", "1-3", "Honeywell")
    moved = port_of("COM9", 0x0C2E, 0x0720, "SN-A", "1-5", "Honeywell")
    assert one.id == moved.id != other.id

    monkeypatch.setattr(serial_ports, "ports", lambda: (other, moved))
    assert serial_ports.device_of(one.id) == "COM9"
    monkeypatch.setattr(serial_ports, "ports", lambda: (other,))
    assert serial_ports.device_of(one.id) is None


def test_two_scanners_of_one_make_without_serial_numbers_differ_by_their_socket() -> None:
    ids = {port_of(f"COM{at}", 1, 2, None, f"1-{at}", "Scanner").id for at in (3, 4)}
    assert len(ids) == 2


def test_a_port_that_it_set_by_name_stays_that_name() -> None:
    assert serial_ports.device_of("COM3") == "COM3"
    assert port_of("/dev/ttyS0", None, None, None, None, None).id == "/dev/ttyS0"


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (FileNotFoundError(2, "no such port"), ScannerMissing),
        (PermissionError(13, "denied"), ScannerBusy),
        (OSError(16, "busy"), ScannerBusy),
        (
            OSError("could not open port 'COM3': PermissionError(13, 'Denied')"),
            ScannerBusy,
        ),
        (OSError("gone"), ScannerMissing),
    ],
)
def test_why_nothing_is_heard_is_told_apart(error: OSError, expected: type[Exception]) -> None:
    told: queue.Queue[Problem] = queue.Queue()

    def opener(_name: str) -> Port:
        raise error

    scanner = SerialScanner(
        "COM3", lambda _code: None, on_problem=told.put, opener=opener, backoff=Backoff(9, 9)
    )
    scanner.start()
    assert isinstance(told.get(timeout=PATIENCE), expected)
    assert scanner.stop(PATIENCE)


def test_a_search_hears_the_scanner_at_whatever_port_it_is_and_lets_go_of_all() -> None:
    found = tuple(port_of(f"COM{at}", 1, 2, f"SN{at}", None, "Scanner") for at in (3, 4, 5))
    opened: dict[str, ScriptedPort] = {}
    heard: queue.Queue[tuple[SerialPort, bytes]] = queue.Queue()

    def opener(id: str) -> Port:
        port = opened[id] = ScriptedPort(*([b"test\r"] if id.endswith("SN4") else []))
        return port

    search = SerialSearch(
        lambda port, code: heard.put((port, code)),
        besides=found[2].id,
        list_ports=lambda: found,
        opener=opener,
    )
    assert search.start() == found[:2]
    port, code = heard.get(timeout=PATIENCE)
    search.stop()
    assert (port.device, code) == ("COM4", b"test")
    assert found[2].id not in opened
    assert all(port.closed for port in opened.values())


def test_a_search_that_was_ended_before_it_began_opens_no_port() -> None:
    opened: list[str] = []

    def opener(id: str) -> Port:
        opened.append(id)
        return ScriptedPort()

    found = (port_of("COM3", 1, 2, "SN3", None, "Scanner"),)
    search = SerialSearch(lambda _port, _code: None, list_ports=lambda: found, opener=opener)
    search.stop()
    assert search.start() == ()
    assert opened == []
