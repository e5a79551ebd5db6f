"""Certificates with keys of our own: what is believed, what is refused, and why."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID, ObjectIdentifier
from hypothesis import given
from hypothesis import strategies as st

from scanners.certificates import base45, cbor, cose, hc1, shc, trust
from scanners.certificates.certificates import Certificates
from scanners.certificates.errors import (
    CertificateRefused,
    Expired,
    Forged,
    NotForThis,
    Unreadable,
)
from scanners.certificates.inflating import RAW, ZLIB, inflate
from scanners.certificates.trust import TrustList, TrustListUnreadable
from scanners.payloads import recognise

OFF_CURVE = b'{"kid": "1", "kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}'
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
SHC = Path(__file__).resolve().parents[4] / "shared" / "data" / "shc"
needs_cards = pytest.mark.skipif(
    not SHC.is_dir(), reason="no cards at data/shc: they lie beside the repo"
)
EC_KEY = ec.generate_private_key(ec.SECP256R1())
RSA_KEY = rsa.generate_private_key(65537, 2048)
CONTENT = {
    "ver": "1.3.0",
    "nam": {"fn": "Nguyễn", "gn": "Văn Mẫu", "fnt": "NGUYEN", "gnt": "VAN<MAU"},
    "dob": "1990-02-01",
    "v": [
        {"mp": " EU/1/20/1528 ", "dt": "2021-09-01", "dn": 2.0, "sd": 2, "co": "VN", "ci": "URN:1"}
    ],
}


def encoded(item: Any) -> bytes:  # noqa: PLR0911 (a table)
    """Return an item as CBOR."""
    match item:
        case bool():
            return b"\xf5" if item else b"\xf4"
        case None:
            return b"\xf6"
        case int():
            return cbor.head(0, item) if item >= 0 else cbor.head(1, -1 - item)
        case float():
            import struct

            return b"\xfb" + struct.pack(">d", item)
        case bytes():
            return cbor.byte_string(item)
        case str():
            return cbor.head(3, len(item.encode())) + item.encode()
        case list():
            return cbor.head(4, len(item)) + b"".join(map(encoded, item))
        case dict():
            return cbor.head(5, len(item)) + b"".join(
                encoded(part) for pair in item.items() for part in pair
            )
        case cbor.Tagged():
            return cbor.head(6, item.tag) + encoded(item.value)
    raise TypeError(item)


def signer(key: Any = EC_KEY, *uses: str) -> tuple[bytes, trust.Signer]:
    """Return the key id and signer of a certificate made for a key."""
    name = x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "VN")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NOW - timedelta(days=9))
        .not_valid_after(NOW + timedelta(days=9))
    )
    if uses:
        made = made.add_extension(
            x509.ExtendedKeyUsage([ObjectIdentifier(use) for use in uses]), critical=False
        )
    return trust.signer_of(made.sign(EC_KEY, SHA256()).public_bytes(Encoding.DER))


def base45_of(data: bytes) -> str:
    found = ""
    for at in range(0, len(data), 2):
        value = int.from_bytes(data[at : at + 2])
        for _ in range(3 if len(data) - at > 1 else 2):
            value, digit = divmod(value, 45)
            found += base45.ALPHABET[digit]
    return found


def code(
    key_id: bytes, *, key: Any = EC_KEY, content: Any = None, tags: tuple[int, ...] = (18,)
) -> str:
    """Return a certificate's text, valid for a day around NOW."""
    claims = {
        1: "VN",
        4: int((NOW + timedelta(days=1)).timestamp()),
        6: int((NOW - timedelta(days=1)).timestamp()),
        -260: {1: CONTENT if content is None else content},
    }
    algorithm = cose.ES256 if key is EC_KEY else cose.PS256
    protected, payload = encoded({1: algorithm, 4: key_id}), encoded(claims)
    signed = encoded(["Signature1", protected, b"", payload])
    if key is EC_KEY:
        r, s = utils.decode_dss_signature(key.sign(signed, ec.ECDSA(SHA256())))
        signature = r.to_bytes(32) + s.to_bytes(32)
    else:
        signature = key.sign(signed, padding.PSS(padding.MGF1(SHA256()), 32), SHA256())
    token: Any = [protected, {}, payload, signature]
    for tag in tags:
        token = cbor.Tagged(tag, token)
    return "HC1:" + base45_of(zlib.compress(encoded(token)))


def listed(*signers: tuple[bytes, trust.Signer]) -> TrustList:
    return TrustList(NOW - timedelta(days=3), trust.by_key_id(list(signers)))


@pytest.mark.parametrize("key", [EC_KEY, RSA_KEY], ids=["ES256", "PS256"])
@pytest.mark.parametrize("tags", [(18,), (), (18, 61)])
def test_a_certificate_of_a_listed_signer_is_good_in_every_wrapping(
    key: Any, tags: tuple[int, ...]
) -> None:
    known = signer(key)
    found = hc1.read(code(known[0], key=key, tags=tags), listed(known), NOW)
    assert (found.verdict, found.name, found.birth) == ("good", "Nguyễn Văn Mẫu", "1990-02-01")
    (dose,) = found.doses
    assert (dose.product, dose.number, dose.total, dose.day) == ("EU/1/20/1528", 2, 2, "2021-09-01")


def test_a_signer_that_is_not_listed_proves_nothing_and_is_no_fault() -> None:
    known = signer()
    assert hc1.read(code(known[0]), TrustList(), NOW).verdict == "unknown_signer"


def test_another_key_under_a_listed_id_is_forged() -> None:
    (key_id, _), other = signer(), signer(RSA_KEY)
    with pytest.raises(Forged):
        hc1.read(code(key_id), TrustList(None, {key_id: (other[1],)}), NOW)
    both = TrustList(None, {key_id: (other[1], signer()[1])})
    assert hc1.read(code(key_id), both, NOW).verdict == "good"


def test_a_signer_of_tests_may_not_sign_vaccinations() -> None:
    known = signer(EC_KEY, "1.3.6.1.4.1.1847.2021.1.1")
    with pytest.raises(NotForThis):
        hc1.read(code(known[0]), listed(known), NOW)
    test = {"nam": {"fn": "A"}, "t": [{"tg": "840539006"}]}
    assert hc1.read(code(known[0], content=test), listed(known), NOW).kinds == {"t"}


@pytest.mark.parametrize("days", [-2, 2])
def test_outside_its_time_it_is_refused(days: int) -> None:
    known = signer()
    with pytest.raises(Expired):
        hc1.read(code(known[0]), listed(known), NOW + timedelta(days=days))


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_a_certificate_changed_anywhere_is_never_good(at: int, by: int) -> None:
    known = signer()
    token = bytearray(inflate(base45.decode(code(known[0])[4:]), ZLIB))
    token[at % len(token)] ^= by
    text = "HC1:" + base45_of(zlib.compress(bytes(token)))
    try:
        found = hc1.read(text, listed(known), NOW)
    except CertificateRefused:
        return
    assert found.verdict == "unknown_signer"


@given(st.text(alphabet=base45.ALPHABET, max_size=300) | st.text(max_size=60))
def test_whatever_stands_behind_hc1_only_the_typed_error_comes(text: str) -> None:
    with pytest.raises(Unreadable):
        hc1.read(f"HC1:{text}", TrustList(), NOW)


@given(st.binary(max_size=200))
def test_whatever_bytes_are_read_as_cbor_only_the_typed_error_comes(data: bytes) -> None:
    try:
        cbor.decode(data)
    except Unreadable:
        return


LEAVES = st.none() | st.booleans() | st.integers(-(2**64), 2**64 - 1) | st.text() | st.binary()


@given(
    st.recursive(
        LEAVES | st.floats(allow_nan=False),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.text(max_size=5) | st.integers(0, 99), inner, max_size=4)
        ),
        max_leaves=12,
    )
)
def test_cbor_comes_back_as_it_was_written(item: Any) -> None:
    assert cbor.decode(encoded(item)) == item


@pytest.mark.parametrize(
    "data",
    [
        b"\x81" * 5000,  # nested
        b"\x9f" * 5000,
        b"\x9b\xff\xff\xff\xff\xff\xff\xff\xff",  # an array of 2^64 items
        b"\x5b\x7f\xff\xff\xff\xff\xff\xff\xff",  # bytes of 2^63
        b"\xa2\x01\x02\x01\x03",  # a key twice
        b"\xa1\x80\x01",  # a list for a key
        b"\x5f\x61a\xff",  # text among bytes
        b"\xff",
        b"\xc1\xff",
        b"\x01\x01",
        b"\x61\xff",
        b"\x1c",
        b"\xf8\x20",
        b"",
    ],
    ids=lambda data: data[:4].hex(),
)
def test_malformed_or_monstrous_cbor_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        cbor.decode(data)


@given(st.binary(max_size=60))
def test_base45_comes_back_as_it_was_written(data: bytes) -> None:
    assert base45.decode(base45_of(data)) == data


@pytest.mark.parametrize("text", ["A", "ABCD", "::", ":::", "GGX", "ab", "Đ  "])
def test_what_is_no_base45_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        base45.decode(text)


def test_base45_knows_the_examples_of_its_standard() -> None:
    assert base45.decode("BB8") == b"AB"
    assert base45.decode("%69 VD92EX0") == b"Hello!!"
    assert base45.decode("QED8WEX0") == b"ietf!"


def test_a_bomb_is_not_unpacked() -> None:
    with pytest.raises(Unreadable):
        inflate(zlib.compress(b"0" * 10_000_000), ZLIB)
    with pytest.raises(Unreadable):
        inflate(zlib.compress(b"0") + b"x", ZLIB)


# -- SMART Health Cards --


def card_list() -> TrustList:
    keys = json.loads((SHC / "jwks.json").read_bytes())["keys"][:1]
    file = {
        "as_of": "2026-11-20T00:00:00Z",
        "shc": [{"iss": "https://spec.smarthealth.cards/examples/issuer", "keys": keys}],
    }
    return trust.read(json.dumps(file).encode())


def codes(example: str) -> list[str]:
    return [path.read_text().strip() for path in sorted(SHC.glob(f"example-{example}-f-*.txt"))]


@needs_cards
def test_a_smart_card_in_one_code_is_verified_and_read() -> None:
    (text,) = codes("00")
    jws = shc.chunk(text).text
    assert jws == (SHC / "example-00-d-jws.txt").read_text().strip()
    found = shc.read(jws, card_list(), NOW)
    told = json.loads((SHC / "expected.json").read_bytes())[0]
    assert found.verdict == "good"
    assert [(dose.product, dose.day, dose.lot) for dose in found.doses] == [
        (f"CVX {one['cvx']}", one["date"], one["lot"]) for one in told["immunizations"]
    ]


@needs_cards
def test_the_payload_is_that_of_the_example() -> None:
    for example in ("00", "02"):
        jws = "".join(shc.chunk(text).text for text in codes(example))
        packed = base64.urlsafe_b64decode(jws.split(".")[1] + "==")
        minified = (SHC / f"example-{example}-c-jws-payload-minified.json").read_bytes()
        assert inflate(packed, RAW).strip() == minified.strip()


@needs_cards
@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 1, 0, 2)])
def test_the_chunks_of_a_card_may_come_in_any_order(order: tuple[int, ...]) -> None:
    chunks, desk = codes("02"), Certificates(card_list())
    said = [desk.read(recognise(chunks[at]), NOW) for at in order]
    assert [one.signature for one in said] == [None] * (len(order) - 1) + ["good"]
    assert said[0].answer is not None
    assert "3" in said[0].answer.vi


@needs_cards
def test_a_chunk_of_long_ago_is_not_mixed_with_another_card() -> None:
    chunks, desk = codes("02"), Certificates(card_list())
    later = NOW + timedelta(minutes=5)
    desk.read(recognise(chunks[0]), NOW)
    desk.read(recognise(chunks[1]), later)
    assert desk.read(recognise(chunks[2]), later).signature is None
    assert desk.read(recognise(chunks[0]), later).signature == "good"


@needs_cards
def test_a_changed_card_is_forged_and_an_unknown_issuers_proves_nothing() -> None:
    jws = shc.chunk(codes("00")[0]).text
    head, payload, signature = jws.split(".")
    other = signature[:-4] + ("AAAA" if signature[-4:] != "AAAA" else "BBBB")
    with pytest.raises(Forged):
        shc.read(f"{head}.{payload}.{other}", card_list(), NOW)
    assert shc.read(jws, TrustList(), NOW).verdict == "unknown_signer"


@given(st.text(alphabet="0123456789/", max_size=40))
def test_whatever_stands_behind_shc_only_the_typed_error_comes(text: str) -> None:
    try:
        shc.read(shc.chunk(f"shc:/{text}").text, TrustList(), NOW)
    except CertificateRefused:
        return
    pytest.fail("read")


@given(st.binary(max_size=60), st.binary(max_size=60))
def test_whatever_a_jws_holds_only_the_typed_error_comes(head: bytes, payload: bytes) -> None:
    parts = (base64.urlsafe_b64encode(part).decode().rstrip("=") for part in (head, payload, b""))
    with pytest.raises(CertificateRefused):
        shc.read(".".join(parts), TrustList(), NOW)


@pytest.mark.parametrize("claims", [b'{"iss":"\xbe"}', b'{"\xbe":1', b'{"vc":{"\xe2": "'])
def test_a_card_whose_text_is_no_utf_8_is_unreadable(claims: bytes) -> None:
    packer = zlib.compressobj(wbits=RAW)
    packed = packer.compress(claims) + packer.flush()
    parts = (b'{"alg":"ES256","kid":"k","zip":"DEF"}', packed, b"")
    jws = ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)
    with pytest.raises(Unreadable):
        shc.read(jws, TrustList(), NOW)


# -- the desk, and the list --


def test_the_desk_is_told_what_is_proven_and_by_how_old_a_list() -> None:
    known = signer()
    said = Certificates(listed(known)).read(recognise(code(known[0])), NOW)
    turned = Certificates(listed(known)).read(recognise(code(known[0]).swapcase()), NOW)
    assert (turned.signature, turned.person) == (said.signature, said.person)  # Caps Lock
    assert (said.signature, said.is_identity) == ("good", False)
    assert said.person is not None
    assert said.person.name == "Nguyễn Văn Mẫu"
    assert said.answer is not None
    assert "3 ngày" in said.answer.vi
    assert "2/2 Comirnaty 2021-09-01 VN" in said.answer.en


def test_without_a_list_nothing_is_believed_and_the_desk_says_so() -> None:
    said = Certificates(TrustList()).read(recognise(code(signer()[0])), NOW)
    assert said.signature == "unknown_key"
    assert said.answer is not None
    assert "chưa có danh sách" in said.answer.vi


def test_nothing_is_taken_from_what_is_forged_or_broken() -> None:
    key_id, _ = signer()
    forged = TrustList(NOW, {key_id: (signer(RSA_KEY)[1],)})
    for trusted, text in ((forged, code(key_id)), (TrustList(), code(key_id)[:-9])):
        said = Certificates(trusted).read(recognise(text), NOW)
        assert (said.signature, said.person) == ("bad", None)


def test_other_codes_pass_through() -> None:
    payload = recognise("001202000000")
    assert Certificates(TrustList()).read(payload, NOW) is payload


def test_a_list_file_gives_signers_with_their_uses_and_its_age() -> None:
    name = x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "VN")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(EC_KEY.public_key())
        .serial_number(2)
        .not_valid_before(NOW)
        .not_valid_after(NOW + timedelta(days=1))
        .sign(EC_KEY, SHA256())
        .public_bytes(Encoding.DER)
    )
    file = {"as_of": "2026-11-20T00:00:00Z", "hc1": [base64.b64encode(made).decode()]}
    found = trust.read(json.dumps(file).encode())
    assert found.days_old(NOW) == 3
    ((key_id, (one,)),) = found.hc1.items()
    assert key_id == hashlib.sha256(made).digest()[:8]
    assert (one.country, one.uses) == ("VN", frozenset())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b'{"as_of": "yesterday"}',
        b'{"as_of": "2026-11-20T00:00:00"}',
        b'{"as_of": "2026-11-20T00:00:00Z", "hc1": ["AAAA"]}',
        b'{"as_of": "2026-11-20T00:00:00Z", "hc1": ["\xc4\x90"]}',
        b'{"as_of": "2026-11-20T00:00:00Z", "shc": [{"iss": "x", "keys": [{"kid": "1"}]}]}',
        b'{"as_of": "2026-11-20T00:00:00Z", "shc": [{"iss": "x", "keys": [' + OFF_CURVE + b"]}]}",
        b'{"as_of": "2026-11-20T00:00:00Z", "shc": [{"iss": "\xff", "keys": []}]}',
        b'{"as_of": "2026-11-20T00:00:00Z", "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    ],
)
def test_a_broken_list_is_refused_whole(data: bytes) -> None:
    with pytest.raises(TrustListUnreadable):
        trust.read(data)
