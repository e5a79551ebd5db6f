"""What the centre answers to those who do not keep to the protocol."""

from __future__ import annotations

import socket
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
import requests
import zstandard

from central import administration, endpoints
from central.admission import Asked
from central.database import Database
from central.exchange import Exchange
from central.traffic import Traffic
from sync import packing, problems, signatures, wire
from sync.enrolment import enrol
from sync.errors import CodeRefused
from sync.limits import MAX_PACKED
from sync.signatures import Answer, NotSigned, Request
from tests import writing
from tests.centres import OTHER_SITE, Desk, Running

NONCE = "n" * 22


@pytest.fixture
def database_url(tmp_path: Path) -> Path:
    """What is tested here does not depend on the kind of database."""
    path = tmp_path / "centre.db"
    database = Database(path)
    database.create()
    database.close()
    return path


def ask(
    running: Running,
    method: str,
    target: str,
    body: bytes = b"",
    desk: Desk | None = None,
    late: int = 0,
) -> tuple[int, str, dict[str, str], bytes]:
    """Ask, signed by a desk or not at all; the answer's status, problem code, headers, body."""
    headers = {"content-encoding": wire.CODING} if body else {}
    if desk:
        request = Request(method, running.url + target, headers)
        created = running.clock.seconds() - late
        signatures.sign_request(
            desk.key, desk.identity.device, request, body or None, created=created, nonce=NONCE
        )
    response = requests.request(
        method, running.url + target, data=body or None, headers=headers, timeout=30, stream=True
    )
    with response:
        content = response.raw.read(decode_content=False)
    given = {name.lower(): value for name, value in response.headers.items()}
    code = "" if response.status_code == 200 else problems.read_problem(content).code
    return response.status_code, code, given, content


def test_who_does_not_sign_is_refused_everywhere_but_at_the_door(running: Running) -> None:
    for path, (method, _, is_signed) in endpoints.ROUTES.items():
        body = b"x" if method == "POST" else b""
        _, code, _, _ = ask(running, method, path, body)
        assert (code == "unknown-device") == is_signed


@pytest.mark.parametrize(
    ("method", "target", "code"),
    [
        ("GET", "/", "not-found"),
        ("GET", "/v1/feed/../status", "not-found"),
        ("GET", "/v1/batches", "not-allowed"),
        ("DELETE", "/v1/feed", "not-allowed"),
        ("GET", "/v1/feed?after=x", "malformed"),
        ("GET", "/v1/feed?after=-1", "malformed"),
        ("GET", "/v1/feed?after=99999999999999999999", "malformed"),
        ("GET", "/v1/feed?without=99999999999", "malformed"),
        ("GET", "/v1/feed?after=1&after", "malformed"),
        ("GET", "/v1/feed?wait=x", "malformed"),
        ("POST", "/v1/batches", "malformed"),
    ],
)
def test_a_request_that_is_not_of_the_protocol_is_a_problem(
    running: Running, method: str, target: str, code: str
) -> None:
    desk = running.enrol()
    body = b"noise" if method == "POST" else b""
    if ".." in target:
        assert raw_status(running, f"{method} {target} HTTP/1.1") == 404
        return
    status, said, headers, content = ask(running, method, target, body, desk)
    assert (said, status) == (code, problems.PROBLEMS[code][0])
    assert headers["content-type"] == wire.PROBLEM_TYPE
    answer = Answer(status, headers)
    signatures.check_answer(desk.identity.upstream_key, answer, content, NONCE)


def raw_status(running: Running, line: str) -> int:
    with socket.create_connection((running.server.host, running.server.port)) as connection:
        connection.sendall(f"{line}\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        return int(connection.makefile("rb").readline().split()[1])


def test_a_body_of_another_version_is_told_what_is_spoken(running: Running) -> None:
    desk = running.enrol()
    import msgspec

    body = zstandard.ZstdCompressor().compress(msgspec.msgpack.encode([99, "of the future"]))
    _, code, _, content = ask(running, "POST", "/v1/batches", body, desk)
    found = problems.read_problem(content)
    assert (code, found.oldest, found.newest) == ("wire-version", wire.OLDEST, wire.VERSION)


def test_a_body_that_is_too_long_is_not_read(running: Running) -> None:
    status, code, _, _ = ask(running, "POST", "/v1/enrol", b"x" * (MAX_PACKED + 1))
    assert (status, code) == (413, "too-large")


def test_a_bomb_is_a_malformed_body(running: Running) -> None:
    desk = running.enrol()
    bomb = zstandard.ZstdCompressor().compress(b"\x00" * (64 << 20))
    _, code, _, _ = ask(running, "POST", "/v1/batches", bomb, desk)
    assert code == "malformed"


def test_an_answer_is_signed_for_its_request(running: Running) -> None:
    desk = running.enrol()
    status, _, headers, content = ask(running, "GET", "/v1/feed", desk=desk)
    key = desk.identity.upstream_key
    signatures.check_answer(key, Answer(status, headers), content, NONCE)
    with pytest.raises(NotSigned):
        signatures.check_answer(key, Answer(status, headers), content, "m" * 22)


@pytest.mark.parametrize("late", [301, -301, 299, -299])
def test_a_request_is_good_for_five_minutes_around_the_servers_time(
    running: Running, late: int
) -> None:
    desk = running.enrol()
    _, code, _, content = ask(running, "GET", "/v1/feed", desk=desk, late=late)
    assert code == ("stale" if abs(late) > 300 else "")
    if code:
        assert problems.read_problem(content).time == int(running.clock.seconds() * 1000)


SECRET = "Nguyễn Thị Bí Mật"


def test_a_failure_of_the_server_is_answered_and_says_nobodys_name(
    running: Running, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    desk = running.enrol()

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr("central.feed_reading.feed.read_on", fail)
    status, code, _, content = ask(running, "GET", "/v1/feed", desk=desk)
    assert (status, code) == (500, "broken")
    assert SECRET not in content.decode()
    assert SECRET not in caplog.text
    assert "RuntimeError" in caplog.text


def test_too_many_at_once_are_told_to_come_back(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("central.shedding.Shedding.is_full", True)
    status, code, headers, _ = ask(running, "GET", "/v1/status")
    assert (status, code) == (503, "busy")
    assert int(headers["retry-after"]) > 0


def test_a_reader_waits_for_news_and_no_longer_than_it_asks(running: Running) -> None:
    desk, other = running.enrol(), running.enrol(name="Bàn 2")
    upstream = desk.upstream()
    head = upstream.page(0, 0).head
    begun = time.monotonic()
    assert upstream.page(head, 10, wait=1).next == head
    assert time.monotonic() - begun >= 0.9
    other.write(writing.registered())
    pushing = threading.Timer(0.2, other.cycle().run)
    pushing.start()
    begun = time.monotonic()
    page = upstream.page(head, 10, wait=25)
    pushing.join()
    assert len(page.entries) == 1
    assert time.monotonic() - begun < 20


def test_a_reader_hears_of_what_another_program_wrote_into_the_database(running: Running) -> None:
    upstream = running.enrol().upstream()
    beside = replace(running.centre, traffic=Traffic())
    head = upstream.page(0, 0).head
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(upstream.page, head, 10, wait=25)
        member = administration.Member("lan", "Lê Thị Lan", "nurse", "mat-khau-dai")
        administration.add_staff(beside, writing.SITE, member)
        page = waiting.result(60)
    assert (page.head, len(page.entries)) == (head + 1, 1)


def test_a_stopping_server_does_not_wait_for_its_readers(running: Running) -> None:
    desk = running.enrol()
    upstream = desk.upstream()
    head = upstream.page(0, 0).head
    waiting = threading.Thread(target=upstream.page, args=(head, 10), kwargs={"wait": 25})
    waiting.start()
    while not running.centre.traffic._readers:
        threading.Event().wait(0.01)
    begun = time.monotonic()
    running.server.stop(timeout=20)
    waiting.join()
    assert time.monotonic() - begun < 10


@pytest.mark.filterwarnings(
    # There asyncio leaves what was just accepted to the garbage collector.
    "ignore::pytest.PytestUnraisableExceptionWarning" if sys.platform == "win32" else "error"
)
def test_who_connects_while_the_server_ends_is_not_left_waiting(running: Running) -> None:
    address = (running.server.host, running.server.port)
    connected: list[socket.socket] = []

    def connect() -> None:
        with suppress(OSError):  # until nobody is there
            while True:
                connected.append(socket.create_connection(address, timeout=30))

    clients = [threading.Thread(target=connect) for _ in range(2)]
    for client in clients:
        client.start()
    while len(connected) < 20:
        threading.Event().wait(0.001)
    running.server.stop(timeout=20)
    for client in clients:
        client.join()
    for connection in connected:
        with connection, suppress(ConnectionError):
            assert connection.recv(1) == b""


def test_the_exchange_is_served_without_a_web_framework(running: Running) -> None:
    answered = Exchange(running.centre).serve(Asked("GET", "/v1/status", "", {}))
    assert packing.unpack(wire.Status, answered.body).oldest == wire.OLDEST


# -- coming back ---------------------------------------------------------------------------


def test_a_desk_that_lost_its_database_comes_back_with_a_new_epoch(running: Running) -> None:
    desk = running.enrol()
    desk.write(writing.registered())
    desk.cycle().run()
    public = public_key_of(running, desk)
    code = administration.issue_code(running.centre, writing.SITE)
    back = enrol(running.url, code, "Bàn 1", public)
    again = enrol(running.url, code, "Bàn 1", public)
    assert (back.device, back.epoch, back.desk) == (desk.ledger.device, 2, 1)
    assert again.epoch == 2
    desk.ledger.own, desk.ledger.chain, desk.ledger.receipts = [], [], {}
    desk.ledger.epoch, desk.ledger.feed_position, desk.ledger.others = 2, 0, {}
    desk.pen.seq = 100
    desk.write(writing.arrived())
    done = desk.cycle().run()
    assert (done.pushed, desk.ledger.waiting()) == (1, 0)
    assert len(desk.ledger.others) == 3  # the site, the device, and what it had written before


def test_a_desk_does_not_move_to_another_site_by_a_code(running: Running) -> None:
    administration.add_site(running.centre, OTHER_SITE, "TYT Tân Phú")
    desk = running.enrol()
    code = administration.issue_code(running.centre, OTHER_SITE)
    with pytest.raises(CodeRefused):
        enrol(running.url, code, "Bàn 1", public_key_of(running, desk))


def test_a_revoked_desk_does_not_come_back_by_a_code(running: Running) -> None:
    desk = running.enrol()
    administration.revoke_device(running.centre, desk.ledger.device, "mất máy")
    code = administration.issue_code(running.centre, writing.SITE)
    with pytest.raises(CodeRefused):
        enrol(running.url, code, "Bàn 1", public_key_of(running, desk))
    assert enrol(running.url, code, "Bàn 1", b"\x09" * 32).desk == 2


def public_key_of(running: Running, desk: Desk) -> bytes:
    (found,) = [
        node
        for node in administration.list_devices(running.centre, writing.SITE)
        if node.device == desk.ledger.device
    ]
    return found.key
