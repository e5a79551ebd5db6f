"""Whatever a server answers: a typed error, nothing lost, and the round ends."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable

import pytest
import zstandard

from central.keys import make_key
from records.seals import Head
from sync import packing, wire
from sync.errors import (
    DeviceRevoked,
    DeviceUnknown,
    FeedWentBack,
    ForkedChain,
    ServerBroken,
    ServerBusy,
    ServerRefused,
    ServerTooOld,
    ServerUnreachable,
    SyncError,
    VersionTooOld,
)
from sync.transport import Transport
from tests import writing
from tests.hostile_server import (
    Call,
    HostileServer,
    Said,
    Script,
    after_of,
    empty_page,
    head_of,
    limit_of,
    ok,
    turned_away,
)
from tests.memory_ledger import MemoryLedger
from tests.unit.sync.conftest import MakeCycle

Serve = Callable[[Script], HostileServer]
NOISE = bytes(range(256))


def always(said: Said) -> Script:
    return lambda _call: said


@pytest.mark.parametrize(
    ("said", "error"),
    [
        pytest.param(Said(status=500, is_signed=False), ServerBroken, id="500"),
        pytest.param(
            Said(status=200, body=b"<html>hello", is_signed=False), ServerBroken, id="html"
        ),
        pytest.param(Said(status=200, body=NOISE), ServerBroken, id="garbage, signed"),
        pytest.param(Said(raw=b"\x00\xff" * 500), ServerUnreachable, id="not HTTP"),
        pytest.param(Said(raw=b""), ServerUnreachable, id="nothing"),
        pytest.param(
            Said(raw=b"HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\nhalf"),
            ServerUnreachable,
            id="half an answer",
        ),
        pytest.param(Said(raw=b"HTTP/1.1 200 OK\r\nsigna"), ServerBroken, id="half a header"),
        pytest.param(
            Said(status=503, is_signed=False, headers={"retry-after": "7"}), ServerBusy, id="proxy"
        ),
        pytest.param(Said(status=302, headers={"location": "http://x"}), ServerBroken, id="moved"),
        pytest.param(Said(status=204), ServerBroken, id="no content"),
        pytest.param(Said(status=400, body=b"{}"), ServerBroken, id="no problem"),
        pytest.param(turned_away("broken"), ServerBroken, id="broken"),
        pytest.param(turned_away("busy"), ServerBusy, id="busy"),
        pytest.param(turned_away("revoked"), DeviceRevoked, id="revoked"),
        pytest.param(turned_away("unknown-device"), DeviceUnknown, id="unknown"),
        pytest.param(turned_away("forked-chain"), ForkedChain, id="forked"),
        pytest.param(turned_away("bad-seal"), ServerRefused, id="bad seal"),
        pytest.param(turned_away("stale"), ServerRefused, id="stale twice"),
        pytest.param(turned_away("wire-version", oldest=2, newest=4), VersionTooOld, id="old"),
        pytest.param(turned_away("wire-version", oldest=0, newest=0), ServerTooOld, id="new"),
        pytest.param(turned_away("gap"), ServerRefused, id="a gap without a receipt"),
    ],
)
def test_a_wrong_answer_is_a_typed_error_and_nothing_is_lost(
    said: Said, error: type[SyncError], serve: Serve, cycle_with: MakeCycle, ledger: MemoryLedger
) -> None:
    server = serve(always(said))
    with pytest.raises(error) as raised:
        cycle_with(server).run()
    assert type(raised.value).text.vi
    # A new epoch, if one was begun, is an entry more.
    assert (ledger.waiting() - len(ledger.formers), ledger.position()) == (3, 0)
    assert len(server.calls) <= 2


def test_only_a_signed_answer_is_believed(
    serve: Serve, cycle_with: MakeCycle, ledger: MemoryLedger
) -> None:
    def revoked_says_somebody(_call: Call) -> Said:
        said = turned_away("revoked")
        said.is_signed = False
        return said

    with pytest.raises(ServerBroken):
        cycle_with(serve(revoked_says_somebody)).run()
    assert ledger.waiting() == 3


def test_an_answer_signed_for_another_request_is_not_believed(
    serve: Serve, cycle_with: MakeCycle
) -> None:
    calls: list[Call] = []

    def replay(call: Call) -> Said:
        calls.append(call)
        call.headers["signature-input"] = f';nonce="{"x" * 22}"'
        return empty_page(call) if call.method == "GET" else turned_away("revoked")

    with pytest.raises(ServerBroken, match="another request"):
        cycle_with(serve(replay)).run()


@pytest.mark.parametrize("wrong", ["signature", "device", "short", "chain", "beyond"])
def test_a_wrong_receipt_is_not_kept(
    wrong: str, serve: Serve, cycle_with: MakeCycle, ledger: MemoryLedger
) -> None:
    def push(call: Call) -> Said:
        if call.method == "GET":
            return empty_page(call)
        head = head_of(call)
        key = make_key() if wrong == "signature" else None
        if wrong == "device":
            head = Head(writing.device(9), head.epoch, head.seq, head.chain)
        if wrong == "short":
            head = Head(head.device, head.epoch, 1, ledger.chain_at(1))
        if wrong == "chain":
            head = Head(head.device, head.epoch, head.seq, b"\x00" * 32)
        if wrong == "beyond":
            head = Head(head.device, head.epoch, 99, head.chain)
        return ok(wire.BatchAnswer(time=1, receipt=server.receipt(head, key), results=[]))

    server = serve(push)
    with pytest.raises(SyncError):
        cycle_with(server).run()
    assert ledger.receipt("centre") is None
    assert ledger.waiting() - len(ledger.formers) == 3


def pages(make: Callable[[Call, int], wire.Page]) -> Script:
    """Push is served well; each request for the feed gets the page that is made."""

    def script(call: Call) -> Said:
        if call.method == "GET":
            return ok(make(call, after_of(call)))
        head = head_of(call)
        receipt = servers[0].receipt(head)
        return ok(wire.BatchAnswer(time=1, receipt=receipt, results=[]))

    servers: list[HostileServer] = []
    script.servers = servers  # type: ignore[attr-defined]
    return script


def run_with_pages(
    serve: Serve, cycle_with: MakeCycle, make: Callable[[Call, int], wire.Page]
) -> HostileServer:
    script = pages(make)
    server = serve(script)
    script.servers.append(server)  # type: ignore[attr-defined]
    cycle_with(server).run()
    return server


@pytest.mark.parametrize(
    ("make", "error"),
    [
        pytest.param(
            lambda _, after: wire.Page(time=1, after=after, next=after, head=after + 5),
            ServerBroken,
            id="more is promised and never comes",
        ),
        pytest.param(
            lambda _, after: wire.Page(time=1, after=after + 1, next=after + 1, head=after + 1),
            ServerBroken,
            id="another page than the one asked for",
        ),
        pytest.param(
            lambda _, after: wire.Page(time=1, after=after, next=after + 9, head=after + 5),
            ServerBroken,
            id="beyond its own end",
        ),
        pytest.param(
            lambda _, after: wire.Page(
                time=1, after=after, next=after + 1, head=after + 1, entries=[b"x"]
            ),
            ServerBroken,
            id="columns of different lengths",
        ),
        pytest.param(
            lambda _, after: wire.Page(
                time=1, after=after, next=after + 1, head=after + 1,
                entries=[b"x"], writer=[3], steps=[1],
            ),
            ServerBroken,
            id="a writer that is not named",
        ),
        pytest.param(
            lambda call, after: wire.Page(
                time=1, after=after, next=after + 1, head=after + 1,
                writers=[wire.Writer(writing.device(2), 1)],
                entries=[b"x"] * (limit_of(call) + 1),
                writer=[0] * (limit_of(call) + 1),
                steps=[1] * (limit_of(call) + 1),
            ),
            ServerBroken,
            id="more than was asked for",
        ),
    ],
)  # fmt: skip
def test_a_wrong_page_moves_nothing_and_ends(
    make: Callable[[Call, int], wire.Page],
    error: type[SyncError],
    serve: Serve,
    cycle_with: MakeCycle,
    ledger: MemoryLedger,
) -> None:
    with pytest.raises(error):
        run_with_pages(serve, cycle_with, make)
    assert ledger.position() == 0
    assert ledger.others == {}


def test_a_position_that_goes_back_is_refused(
    serve: Serve, cycle_with: MakeCycle, ledger: MemoryLedger
) -> None:
    ledger.feed_position = 50
    page = wire.Page(time=1, after=50, next=10, head=60)
    with pytest.raises(FeedWentBack):
        run_with_pages(serve, cycle_with, lambda _call, _after: page)
    assert ledger.position() == 50


def test_a_feed_that_ends_before_what_was_read_is_told_and_then_read_from_its_start(
    serve: Serve, cycle_with: MakeCycle, ledger: MemoryLedger
) -> None:
    ledger.feed_position = 50
    page = wire.Page(time=1, after=50, next=50, head=40)
    with pytest.raises(FeedWentBack):
        run_with_pages(serve, cycle_with, lambda _call, _after: page)
    assert ledger.position() == 0


def test_desk_download_is_capped(
    serve: Serve, cycle_with: MakeCycle, ledger: MemoryLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.pulling._MOST_PAGES", 5)

    def endless(_call: Call, after: int) -> wire.Page:
        return wire.Page(time=1, after=after, next=after + 1, head=after + 1_000_000)

    run_with_pages(serve, cycle_with, endless)
    assert ledger.position() == 5


def test_a_bomb_is_refused_before_it_is_unpacked(serve: Serve, cycle_with: MakeCycle) -> None:
    bomb = zstandard.ZstdCompressor().compress(b"\x00" * (64 << 20))
    with pytest.raises(ServerBroken, match="too long"):
        cycle_with(serve(always(Said(body=bomb)))).run()


def test_an_answer_longer_than_the_limit_is_not_read_to_its_end(
    serve: Serve, cycle_with: MakeCycle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.transport.MAX_PACKED", 1_000)
    with pytest.raises(ServerBroken, match="too long"):
        cycle_with(serve(always(Said(body=b"x" * 500_000)))).run()


def test_a_server_that_says_nothing_is_left(
    serve: Serve, cycle_with: MakeCycle, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("_CONNECT", "_IDLE"):
        monkeypatch.setattr(f"sync.transport.{name}", 0.2)
    over = threading.Event()

    def silent(_call: Call) -> Said:
        over.wait(20)
        return Said(raw=b"")

    try:
        with pytest.raises(ServerUnreachable):
            cycle_with(serve(silent)).run()
    finally:
        over.set()


def test_a_server_that_drips_is_left_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.transport._CONNECT", 0.5)
    monkeypatch.setattr("sync.transport._IDLE", 1.0)
    listening, over = socket.create_server(("127.0.0.1", 0)), threading.Event()
    dripped: list[int] = []

    def drip() -> None:
        peer, _ = listening.accept()
        with contextlib.suppress(OSError), peer:
            peer.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n")
            for _ in range(999):  # never still for long, and at its end after twenty seconds
                peer.sendall(b"x")
                dripped.append(1)
                over.wait(0.02)

    server = threading.Thread(target=drip)
    server.start()
    transport = Transport(f"http://127.0.0.1:{listening.getsockname()[1]}")
    try:
        with pytest.raises(ServerUnreachable):
            transport.exchange("GET", "/", {}, b"")
        assert len(dripped) < 999
    finally:
        transport.close()
        over.set()
        server.join()
        listening.close()


def test_a_server_that_finds_batches_too_large_gets_smaller_ones(
    serve: Serve, cycle_with: MakeCycle, ledger: MemoryLedger
) -> None:
    sizes: list[int] = []

    def script(call: Call) -> Said:
        if call.method == "GET":
            return empty_page(call)
        sizes.append(len(packing.unpack(wire.Batch, call.body).entries))
        if sizes[-1] > 1:
            return turned_away("too-large")
        receipt = server.receipt(head_of(call))
        return ok(wire.BatchAnswer(time=1, receipt=receipt, results=[]))

    server = serve(script)
    cycle_with(server).run()
    assert ledger.waiting() == 0
    assert sizes[0] == 3
    assert len(sizes) < 12


def test_an_upstream_that_lost_what_it_had_gets_it_again(
    serve: Serve, cycle_with: MakeCycle, ledger: MemoryLedger
) -> None:
    held = 3

    def script(call: Call) -> Said:
        nonlocal held
        if call.method == "GET":
            return empty_page(call)
        batch = packing.unpack(wire.Batch, call.body)
        if batch.first > held + 1:
            head = Head(ledger.device, 1, held, ledger.chain_at(held))
            return turned_away("gap", receipt=server.receipt(head))
        head = head_of(call)
        held = head.seq
        return ok(wire.BatchAnswer(time=1, receipt=server.receipt(head), results=[]))

    server = serve(script)
    cycle = cycle_with(server)
    cycle.run()
    held = 1  # restored from a backup
    ledger.append(writing.Pen(7, seq=3).write(writing.arrived("A009"), writing.person(9)))
    cycle.run()
    assert (held, ledger.waiting()) == (4, 0)


def test_an_upstream_that_says_gap_for_ever_does_not_make_it_spin(
    serve: Serve, cycle_with: MakeCycle, ledger: MemoryLedger
) -> None:
    def script(_call: Call) -> Said:
        head = Head(ledger.device, 1, 0, ledger.chain_at(0))
        return turned_away("gap", receipt=server.receipt(head))

    server = serve(script)
    with pytest.raises(ServerBroken):
        cycle_with(server).run()
    assert len(server.calls) == 2


def test_a_gap_over_another_chain_is_a_fork(
    serve: Serve, cycle_with: MakeCycle, ledger: MemoryLedger
) -> None:
    def script(call: Call) -> Said:
        if call.method == "GET":
            return empty_page(call)
        head = Head(ledger.device, ledger.epoch, 2, b"\x07" * 32)
        return turned_away("gap", receipt=server.receipt(head))

    server = serve(script)
    with pytest.raises(ForkedChain):
        cycle_with(server).run()
    assert len(ledger.formers) == 1


def test_a_server_that_says_fork_to_every_epoch_is_not_followed_for_ever(
    serve: Serve, cycle_with: MakeCycle, ledger: MemoryLedger
) -> None:
    cycle = cycle_with(serve(always(turned_away("forked-chain"))))
    for _ in range(6):
        with pytest.raises(ForkedChain):
            cycle.run()
    assert len(ledger.formers) == 2
    assert ledger.waiting() == 3 + 2


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(lambda after: (after + 1, after, after), id="another stretch"),
        pytest.param(lambda after: (after, after, after + 5), id="no way on"),
    ],
)
def test_a_chain_that_was_not_asked_for_is_not_fetched_back(
    wrong: Callable[[int], tuple[int, int, int]],
    serve: Serve,
    cycle_with: MakeCycle,
    ledger: MemoryLedger,
) -> None:
    def script(call: Call) -> Said:
        after, until, head = wrong(after_of(call))
        return ok(wire.Page(time=1, after=after, next=until, head=head))

    assert ledger.begin_epoch()
    with pytest.raises(ServerBroken):
        cycle_with(serve(script)).run()
    assert ledger.former() is not None


def test_a_chain_of_somebody_else_is_not_fetched_back(
    serve: Serve, cycle_with: MakeCycle, ledger: MemoryLedger
) -> None:
    def script(call: Call) -> Said:
        other = wire.Writer(writing.device(9), 1)
        page = wire.Page(
            time=1, after=after_of(call), next=1, head=1,
            writers=[other], writer=[0], steps=[1], entries=[b"x"],
        )  # fmt: skip
        return ok(page)

    assert ledger.begin_epoch()
    with pytest.raises(ServerBroken, match="another writer"):
        cycle_with(serve(script)).run()
    assert ledger.former() is not None


def test_what_was_asked_holds_no_personal_data_in_its_address(
    serve: Serve, cycle_with: MakeCycle
) -> None:
    server = serve(pages(lambda _, after: wire.Page(time=1, after=after, next=after, head=after)))
    server.script.servers.append(server)  # type: ignore[attr-defined]
    cycle_with(server).run()
    for call in server.calls:
        assert set(call.path.partition("?")[2]) <= set("abcdefghijklmnopqrstuvwxyz=&0123456789")
