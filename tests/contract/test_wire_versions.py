"""Desks and servers one and two wire versions apart keep working, and keep what they cannot read.

Version 1 is frozen in `tests.contract.wire_of_version_1`; a version of the future is today's
with more elements at the ends of its bodies and a greater number.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import msgspec
import pytest
import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from central import administration
from central.keys import make_key
from immunization.ids import DeviceId
from records import seals
from records.chain import links
from records.lines import StoredEntry, read_line
from records.seals import Head
from sync import codes, packing, problems, signatures, wire
from sync.client import Identity, Upstream
from sync.cycle import Cycle
from sync.enrolment import enrol
from sync.errors import ServerTooOld
from sync.transport import Reply, Transport
from tests import writing
from tests.centres import Desk, Running
from tests.contract import wire_of_version_1 as v1
from tests.hostile_server import Call, HostileServer, Said
from tests.hubs import RunningHub, eventually
from tests.memory_ledger import MemoryLedger

FUTURE = 4


# -- a desk of version 1 ------------------------------------------------------------------


@dataclass
class OldDesk:
    """Asks as version 1 did: its version in the body alone, and reads no other."""

    desk: Desk

    def push(self) -> v1.BatchAnswer:
        own = self.desk.ledger.own
        seal = self.desk.seal(own[-1])
        batch = v1.Batch(
            device=own[0].device,
            epoch=own[0].epoch,
            first=1,
            before=self.desk.ledger.chain_at(0),
            entries=[one.written for one in own],
            signature=seal.signature,
        )
        return v1.unpack(v1.BatchAnswer, self.ask("POST", "/v1/batches", v1.pack(batch)).content)

    def page(self) -> v1.Page:
        return v1.unpack(v1.Page, self.ask("GET", "/v1/feed?after=0&limit=500").content)

    def ask(self, method: str, target: str, body: bytes = b"") -> Reply:
        transport = Transport(self.desk.url)
        try:
            headers = {"content-type": v1.MEDIA_TYPE, "content-encoding": "zstd"} if body else {}
            request = signatures.Request(method, transport.url_of(target), headers)
            nonce = signatures.make_nonce(secrets.token_bytes(16))
            signatures.sign_request(
                self.desk.key,
                self.desk.identity.device,
                request,
                body or None,
                created=self.desk.clock.seconds(),
                nonce=nonce,
            )
            reply = transport.exchange(method, target, headers, body)
        finally:
            transport.close()
        assert reply.status == 200, reply.content
        return reply


def test_a_desk_of_version_1_works_with_the_server_of_today(running: Running) -> None:
    desk = running.enrol()
    desk.write(writing.registered())
    desk.write(writing.dose())
    old = OldDesk(desk)
    answer = old.push()
    assert answer.receipt.seq == 2
    head = Head(desk.ledger.device, 1, 2, answer.receipt.chain)
    signed = seals.Signed(head, answer.receipt.signature)
    seals.check_head(running.centre.key.public, "receipt centre", signed)
    page = old.page()
    assert [one.written for one in desk.ledger.own] == page.entries[-2:]


def test_a_desk_of_version_1_can_join_at_the_centre_of_today(running: Running) -> None:
    code = codes.read_code(administration.issue_code(running.centre, writing.SITE))
    key = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    plain = wire.Enrolment(code=codes.code_id(code), key=key, name="Bàn", proof=b"\0" * 32)
    secret = codes.code_key(code)
    request = v1.Enrolment(
        code=plain.code, key=key, name=plain.name, proof=codes.request_proof(secret, plain)
    )
    transport = Transport(running.url)
    try:
        headers = {"content-type": v1.MEDIA_TYPE, "content-encoding": "zstd"}
        reply = transport.exchange("POST", "/v1/enrol", headers, v1.pack(request))
    finally:
        transport.close()
    answer = v1.unpack(v1.Enrolled, reply.content)
    membership = v1.decode(v1.Membership, answer.membership)
    assert membership.centre_key == running.centre.key.public


def test_a_desk_of_version_1_is_told_by_a_hub_that_it_must_be_updated(hub: RunningHub) -> None:
    # It knows of no hubs, so it could not tell a hub's signature from a stranger's.
    transport = Transport(hub.url)
    try:
        headers = {"content-type": v1.MEDIA_TYPE, "content-encoding": "zstd"}
        reply = transport.exchange("POST", "/v1/enrol", headers, v1.pack(v1.Status(time=1)))
    finally:
        transport.close()
    found = problems.read_problem(reply.content)
    assert (found.code, found.oldest, found.newest) == ("wire-version", 2, wire.VERSION)
    with pytest.raises(AssertionError, match='"oldest":2'):
        OldDesk(replace(hub.enrol(), url=hub.url)).ask("GET", "/v1/feed?after=0")


def test_a_desk_of_version_1_that_a_hub_turns_away_works_on_with_the_centre_and_the_hubs_desks(
    running: Running, hub: RunningHub
) -> None:
    of_today = hub.enrol()
    turned_away = replace(hub.enrol_at_centre(), url=hub.url)
    old_dose = turned_away.write(writing.dose())
    with pytest.raises(AssertionError, match='"oldest":2'):
        OldDesk(turned_away).push()
    assert turned_away.ledger.waiting() == 1  # it keeps what it has

    old = OldDesk(replace(turned_away, url=running.url))
    assert old.push().receipt.seq == 1
    new_dose = of_today.write(writing.dose(), writing.person(2))
    of_today.by_hub().run()

    def seen_by_hub() -> bool:
        of_today.by_hub().run()
        return old_dose in [one.written for one in of_today.ledger.others.values()]

    eventually(seen_by_hub)
    eventually(lambda: new_dose in old.page().entries)


# -- a server of version 1 ----------------------------------------------------------------


@dataclass
class OldServer:
    """Answers as a centre of version 1 did: refuses the bodies of others."""

    held: list[bytes] = field(default_factory=list)
    served: HostileServer = field(init=False)

    def __post_init__(self) -> None:
        self.served = HostileServer(self.answer)

    def answer(self, call: Call) -> Said:
        handlers: dict[str, Callable[[Call], v1.Message]] = {
            "/v1/batches": self.batch,
            "/v1/feed": lambda _call: v1.Page(time=1, after=0, next=0, head=0),
        }
        try:
            answered = handlers[call.path.partition("?")[0]](call)
        except v1.VersionUnknown as error:
            found = problems.problem("wire-version", detail=str(error), oldest=1, newest=1)
            headers = {"content-type": wire.PROBLEM_TYPE}
            return Said(found.status, msgspec.json.encode(found), headers)
        return Said(200, v1.pack(answered), {"content-type": v1.MEDIA_TYPE})

    def batch(self, call: Call) -> v1.BatchAnswer:
        batch = v1.unpack(v1.Batch, call.body)
        self.held += batch.entries
        last = batch.first + len(batch.entries) - 1
        head = Head(
            DeviceId(batch.device), batch.epoch, last, links(batch.before, batch.entries)[-1]
        )
        signed = seals.sign_head(self.served.key.private, "receipt centre", head)
        receipt = v1.Receipt(head.device, head.epoch, head.seq, head.chain, signed.signature)
        return v1.BatchAnswer(time=1, receipt=receipt, results=[])


@pytest.fixture
def old_server() -> Iterator[OldServer]:
    made = OldServer()
    yield made
    made.served.close()


@pytest.fixture
def ledger() -> MemoryLedger:
    made = MemoryLedger(device=writing.device(7))
    pen = writing.Pen(7)
    for number in range(3):
        made.append(pen.write(writing.arrived(f"A{number:03}"), writing.person(number)))
    return made


def test_a_desk_of_today_works_with_a_server_of_version_1(
    old_server: OldServer, ledger: MemoryLedger
) -> None:
    key = Ed25519PrivateKey.generate().private_bytes_raw()
    upstream = Upstream(
        old_server.served.url, Identity(ledger.device, key, old_server.served.key.public)
    )
    try:
        done = Cycle(ledger, upstream, key).run()
        assert (done.pushed, ledger.waiting()) == (3, 0)
        assert old_server.held == [one.written for one in ledger.own]
        asked = len(old_server.served.calls)
        Cycle(ledger, upstream, key).run()
        # It learned once which version to speak.
        assert len(old_server.served.calls) == asked + 1
    finally:
        upstream.close()


# -- versions of the future ---------------------------------------------------------------


def future(body: wire.Message, version: int) -> bytes:
    """The bytes of a body that has more elements than today's."""
    elements = msgspec.msgpack.decode(packing.encode(body))
    elements[0] = version
    more = [*elements, {"new": [1, 2]}, "newer", None]
    return zstandard.ZstdCompressor().compress(msgspec.msgpack.encode(more))


def test_a_newer_desk_is_told_what_is_spoken_and_is_understood_then(running: Running) -> None:
    desk = running.enrol()
    desk.write(writing.registered())
    own = desk.ledger.own
    batch = wire.Batch(
        device=own[0].device,
        epoch=1,
        first=1,
        before=desk.ledger.chain_at(0),
        entries=[own[0].written],
        signature=desk.seal(own[0]).signature,
    )
    old = OldDesk(desk)
    with pytest.raises(AssertionError, match='"newest":2'):
        old.ask("POST", f"/v1/batches?v={FUTURE}", future(batch, FUTURE))
    reply = old.ask("POST", "/v1/batches?v=2", future(batch, wire.VERSION))
    assert packing.unpack(wire.BatchAnswer, reply.content).receipt.seq == 1


def test_the_answers_of_a_newer_server_are_read_as_far_as_they_are_known(
    ledger: MemoryLedger,
) -> None:
    def script(call: Call) -> Said:
        if call.path.startswith("/v1/batches"):
            batch = packing.unpack(wire.Batch, call.body)
            head = Head(ledger.device, 1, 3, links(batch.before, batch.entries)[-1])
            signed = seals.sign_head(server.key.private, "receipt centre", head)
            receipt = wire.Receipt(head.device, 1, 3, head.chain, signed.signature)
            body: wire.Message = wire.BatchAnswer(time=1, receipt=receipt, results=[])
        else:
            body = wire.Page(time=1, after=0, next=0, head=0)
        return Said(200, future(body, wire.VERSION), {"content-type": wire.MEDIA_TYPE})

    server = HostileServer(script)
    key = Ed25519PrivateKey.generate().private_bytes_raw()
    upstream = Upstream(server.url, Identity(ledger.device, key, server.key.public))
    try:
        assert Cycle(ledger, upstream, key).run().is_caught_up
        assert ledger.waiting() == 0
    finally:
        upstream.close()
        server.close()


def test_a_server_that_speaks_no_version_of_ours_is_said_so(ledger: MemoryLedger) -> None:
    def script(_call: Call) -> Said:
        found = problems.problem("wire-version", oldest=0, newest=0)
        return Said(found.status, msgspec.json.encode(found), {"content-type": wire.PROBLEM_TYPE})

    server = HostileServer(script)
    key = make_key().private
    upstream = Upstream(server.url, Identity(ledger.device, key, server.key.public))
    try:
        with pytest.raises(ServerTooOld):
            Cycle(ledger, upstream, key).run()
        assert ledger.waiting() == 3
    finally:
        upstream.close()
        server.close()


def written_in_the_future(desk: Desk) -> list[bytes]:
    """Entries with a kind, with fields and with values of a body that nobody here knows."""
    known = msgspec.json.decode(desk.pen.write(writing.registered(), writing.person(3)))
    with_field = {**known, "id": writing.entry_id(801), "mood": {"a": [1, "x"]}}
    with_body = {
        **known,
        "id": writing.entry_id(802),
        "body": {**known["body"], "blood": "O"},
    }
    with_kind = {**known, "id": writing.entry_id(803), "kind": "drone.sent", "body": {"to": 7}}
    return [msgspec.json.encode(one) for one in (with_field, with_body, with_kind)]


def test_what_nobody_understands_goes_through_hub_and_centre_byte_for_byte(
    running: Running, hub: RunningHub
) -> None:
    one, two, straight = hub.enrol(), hub.enrol(), hub.enrol_at_centre()
    written = written_in_the_future(one)
    for entry in written:
        one.append(entry)
    one.by_hub().run()
    two.by_hub().run()

    def arrived(desk: Desk) -> list[bytes]:
        found: list[StoredEntry] = list(desk.ledger.others.values())
        ids = {writing.entry_id(number) for number in (801, 802, 803)}
        return [stored.written for stored in found if read_line(stored).entry.id in ids]

    assert sorted(arrived(two)) == sorted(written)
    eventually(lambda: straight.direct().run() is not None and len(arrived(straight)) == 3)
    assert sorted(arrived(straight)) == sorted(written)


def test_a_desk_of_today_can_join_at_a_centre_of_version_1(running: Running) -> None:
    code = administration.issue_code(running.centre, writing.SITE)
    key = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    member = enrol(running.url, code, "Bàn", key)
    old = v1.decode(v1.Membership, packing.encode(msgspec.structs.replace(member, version=1)))
    told = packing.decode(wire.Membership, msgspec.msgpack.encode(old))
    assert (told.device, told.upstreams, told.role) == (member.device, [], "desk")
