"""The parsers of what comes from outside through a scanner, and where each fuzzing begins.

Layers that would turn away nearly every changed input (check sums, compression, signatures) are
put around the input here, so that what lies behind them is reached.
"""

from __future__ import annotations

import base64
import zlib
from datetime import UTC, datetime, timedelta
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop_app.bench import parsing
from immunization.errors import KnownError
from immunization.ids import PersonId
from records import hub_place
from scanners.certificates import base45, cbor, hc1, shc, trust
from scanners.certificates.certificates import Certificates
from scanners.certificates.errors import CertificateRefused
from scanners.certificates.trust import TrustList
from scanners.payloads import LONGEST, appointment, confirmation, health_book, recognise, signed
from scanners.payloads.health_book import HealthBook
from scanners.picture_size import size_of
from scanners.serial_lines import SerialLines
from tests.fuzz.fuzzing import Target

_NOW: Final = datetime(2026, 11, 23, tzinfo=UTC)
_KEY: Final = Ed25519PrivateKey.from_private_bytes(bytes(32))
_DOMAIN: Final = b"bantiem health book 1\x00"
_APPOINTMENT: Final = b"bantiem appointment 1\x00"
_SLIP: Final = b"bantiem confirmation slip 1\x00"
_HEADS: Final = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x80\x00\x00\x01\xe0",
    b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xc0\x00\x0b\x08\x01\xe0\x02\x80",
    b"RIFF\x00\x00\x00\x00WEBPVP8 \x00\x00\x00\x00\x00\x00\x00\x9d\x01\x2a\x80\x02\xe0\x01",
    b"RIFF\x00\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00\x7f\x02\x00\xdf\x01\x00",
    b"BM" + bytes(16) + b"\x80\x02\x00\x00\xe0\x01\x00\x00",
)
_BOOK: Final = health_book.encode(
    HealthBook(
        "BT24A0001",
        PersonId("0190a000-0000-7000-8000-000000000001"),
        "Nguyễn Mẫu",
        "1990-02",
        "male",
    ),
    _KEY,
)
_TRUSTED: Final = signed.trusted_keys([_KEY.public_key().public_bytes_raw()])
_CWT: Final = bytes.fromhex(
    "a4016256 4e041a70 00000006 1a600000 00390103 a101a463 76657265 312e332e 3063646f 626a"
    "31393930 2d30322d 3031636e 616da262 666e644d c3a17562 676e6141 617681a6 626d706c 45552f31"
    "2f32302f 31353238 62647464 32303231 62646e02 62736402 62636f62 564e6263 69635552 4e".replace(
        " ", ""
    )
)
_BUNDLE: Final = (
    b'{"iss":"https://a","nbf":1600000000.5,"vc":{"credentialSubject":{"fhirBundle":{"entry":['
    b'{"resource":{"resourceType":"Patient","name":[{"family":"A","given":["B"]}],"birthDate":'
    b'"1990"}},{"resource":{"resourceType":"Immunization","vaccineCode":{"coding":[{"code":"208"}]},'
    b'"occurrenceDateTime":"2021-01-01","lotNumber":"1"}}]}}}}'
)


def targets() -> dict[str, Target]:
    """Return the targets by name."""
    codes = tuple(code.encode() for code in parsing.CODES.values())
    refused = (CertificateRefused,)
    every = (
        Target("codes", _code, (), (*codes, _BOOK.encode()), LONGEST),
        Target("certificate", _certificate, refused, (_hc1(_token(_CWT)).encode(),), LONGEST),
        Target("token", _read_hc1, refused, (_token(_CWT),), 3000),
        Target("claims", lambda data: _read_hc1(_token(data)), refused, (_CWT, b"\xa0"), 3000),
        Target("card", _card, refused, (_chunked(_BUNDLE),), LONGEST),
        Target("bundle", _bundle, refused, (_BUNDLE, b"{}"), 6000),
        Target("chunks", _chunks, (), (b"shc:/1/2/56\nshc:/2/2/76", b"HC1:6BF"), LONGEST),
        Target("trust list", trust.read, (KnownError,), (_trust_list(), b"{}"), 20_000),
        Target("health book", _book, (), (_body(_BOOK), b"\x90"), 500),
        Target("appointment", _appointment, (), (_body(parsing.CODES["appointment"]),), 500),
        Target("confirmation", _confirmation, (), (_body(parsing.CODES["confirmation"]),), 500),
        Target("hub", _hub, (KnownError,), (_hub_code(), b"bantiem:hub?url=&key="), LONGEST),
        Target("serial line", _serial, (), (b"001202000000\r\nBT1:12\n", b"\r\n"), 9000),
        Target("picture's head", _head, (), _HEADS, 200_000),
    )
    return {target.name: target for target in every}


def _code(data: bytes) -> None:
    payload = recognise(data, _TRUSTED)
    for words in (payload.answer, *payload.faults, *(one.text for one in payload.conflicts)):
        assert words is None or (words.say("vi") and words.say("en"))
    assert payload.raw or not data


def _certificate(data: bytes) -> None:
    hc1.read(data.decode("utf-8", "replace"), TrustList(), _NOW)


def _read_hc1(token: bytes) -> None:
    hc1.read(_hc1(token), TrustList(), _NOW)


def _hc1(token: bytes) -> str:
    packed = zlib.compress(token, 1)
    pairs = [packed[at : at + 2] for at in range(0, len(packed), 2)]
    return hc1.PREFIX + "".join(map(_base45, pairs))


def _base45(pair: bytes) -> str:
    number, digits = int.from_bytes(pair), []
    for _ in range(len(pair) + 1):
        number, digit = divmod(number, 45)
        digits.append(base45.ALPHABET[digit])
    return "".join(digits)


def _token(payload: bytes) -> bytes:
    protected = cbor.byte_string(bytes.fromhex("a20126044801020304050607 08".replace(" ", "")))
    signature = cbor.byte_string(bytes(64))
    return b"\xd2\x84" + protected + b"\xa0" + cbor.byte_string(payload) + signature


def _card(data: bytes) -> None:
    part = shc.chunk(data.decode("utf-8", "replace"))
    shc.read(part.text, TrustList(), _NOW)


def _bundle(data: bytes) -> None:
    shc.read(_jws(data), TrustList(), _NOW)


def _jws(data: bytes) -> str:
    packer = zlib.compressobj(1, wbits=-15)
    packed = packer.compress(data) + packer.flush()
    parts = (b'{"alg":"ES256","kid":"k","zip":"DEF"}', packed, bytes(64))
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)


def _chunked(data: bytes) -> bytes:
    return b"shc:/" + b"".join(b"%02d" % (ord(letter) - 45) for letter in _jws(data))


def _chunks(data: bytes) -> None:
    """Read several codes of one desk, a second apart."""
    desk = Certificates(TrustList())
    for at, line in enumerate(data.split(b"\n")):
        desk.read(recognise(line), _NOW + timedelta(seconds=at))


def _trust_list() -> bytes:
    return (
        b'{"as_of":"2026-11-01T00:00:00Z","hc1":["AAAA"],"shc":[{"iss":"https://a","keys":['
        b'{"kid":"1","kty":"EC","crv":"P-256","x":"AA","y":"AA"}]}]}'
    )


def _body(code: str) -> bytes:
    parts = signed.parted(code.partition(":")[2])
    assert parts is not None
    return parts.body


def _book(body: bytes) -> None:
    """Read a book whose signature is right, whatever is signed."""
    recognise(signed.write(health_book.PREFIX, _DOMAIN, body, _KEY), _TRUSTED)


def _appointment(body: bytes) -> None:
    _code(signed.write(appointment.PREFIX, _APPOINTMENT, body, _KEY).encode())


def _confirmation(body: bytes) -> None:
    _code(signed.write(confirmation.PREFIX, _SLIP, body, _KEY).encode())


def _head(data: bytes) -> None:
    size = size_of(data)
    assert size is None or min(size) >= 0


def _hub(data: bytes) -> None:
    hub_place.read(data.decode("utf-8", "replace"))


def _hub_code() -> bytes:
    return hub_place.write("http://192.168.1.5:8444", "ab" * 32).encode()


def _serial(data: bytes) -> None:
    """However a line is cut up, it says the same codes."""
    whole, cut = SerialLines(), SerialLines()
    said = whole.feed(data)
    assert said == [code for at in range(len(data)) for code in cut.feed(data[at : at + 1])]
    assert whole.silent() == cut.silent()
