"""Signed requests and answers: whatever is altered is noticed."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from sync import signatures
from sync.signatures import Answer, NotSigned, Request
from tests import writing

KEY = Ed25519PrivateKey.from_private_bytes(b"\x05" * 32)
PRIVATE, PUBLIC = KEY.private_bytes_raw(), KEY.public_key().public_bytes_raw()
URL = "http://10.0.0.5:8080/v1/batches"
NONCE = "AAECAwQFBgcICQoLDA0ODw"
BODY = b"body"
ME = writing.device(1)


def signed_request(body: bytes | None = BODY, url: str = URL) -> Request:
    request = Request("POST" if body else "GET", url)
    signatures.sign_request(PRIVATE, ME, request, body, created=1_700_000_000, nonce=NONCE)
    return request


def signed_answer(body: bytes = BODY, nonce: str = NONCE) -> Answer:
    answer = Answer(200, {"content-type": "x"})
    signatures.sign_answer(PRIVATE, "centre", answer, body, created=1_700_000_000, nonce=nonce)
    return answer


def test_a_signed_request_says_who_when_and_its_nonce() -> None:
    claims = signatures.check_request(PUBLIC, signed_request(), BODY)
    assert (claims.key_id, claims.created, claims.nonce) == (ME, 1_700_000_000, NONCE)
    signatures.check_request(PUBLIC, signed_request(None), b"")


def test_what_is_signed_is_what_the_protocol_says() -> None:
    # The signature base of RFC 9421, built by hand: as another platform would build it.
    request = signed_request(url="http://10.0.0.5:8080/v1/batches?after=7")
    digest = base64.b64encode(hashlib.sha256(BODY).digest()).decode()
    params = (
        '("@method" "@authority" "@path" "@query" "content-digest");created=1700000000'
        f';keyid="{ME}";alg="ed25519";nonce="{NONCE}";tag="bantiem-request"'
    )
    base = (
        '"@method": POST\n'
        '"@authority": 10.0.0.5:8080\n'
        '"@path": /v1/batches\n'
        '"@query": ?after=7\n'
        f'"content-digest": sha-256=:{digest}:\n'
        f'"@signature-params": {params}'
    )
    assert request.headers["Signature-Input"] == f"sig={params}"
    signature = base64.b64decode(request.headers["Signature"].removeprefix("sig=:").rstrip(":"))
    KEY.public_key().verify(signature, base.encode())


@pytest.mark.parametrize(
    "alter",
    [
        lambda r: Request("PUT", r.url, r.headers),
        lambda r: Request(r.method, URL + "x", r.headers),
        lambda r: Request(r.method, URL + "?a=1", r.headers),
        lambda r: Request(r.method, URL.replace("10.0.0.5", "10.0.0.6"), r.headers),
        lambda r: Request(r.method, "nonsense", r.headers),
        lambda r: Request(r.method, r.url, {}),
        lambda r: Request(r.method, r.url, {**r.headers, "Signature": "sig=:AAAA:"}),
        lambda r: Request(r.method, r.url, {**r.headers, "Signature": "\x00"}),
        lambda r: Request(
            r.method,
            r.url,
            {**r.headers, "Signature-Input": r.headers["Signature-Input"].replace("1700", "1800")},
        ),
        lambda r: Request(
            r.method,
            r.url,
            {
                **r.headers,
                "Signature-Input": r.headers["Signature-Input"].replace(' "content-digest"', ""),
            },
        ),
    ],
)
def test_an_altered_request_is_not_signed(alter: Callable[[Request], Request]) -> None:
    with pytest.raises(NotSigned):
        signatures.check_request(PUBLIC, alter(signed_request()), BODY)


def test_another_body_or_key_is_not_signed() -> None:
    with pytest.raises(NotSigned):
        signatures.check_request(PUBLIC, signed_request(), b"other")
    with pytest.raises(NotSigned):
        signatures.check_request(PUBLIC, signed_request(), b"")
    with pytest.raises(NotSigned):
        signatures.check_request(b"\x01" * 32, signed_request(), BODY)


def test_a_body_that_is_not_covered_is_not_signed() -> None:
    with pytest.raises(NotSigned):
        signatures.check_request(PUBLIC, signed_request(None), BODY)


def test_an_answer_is_for_one_request_only() -> None:
    signatures.check_answer(PUBLIC, signed_answer(), BODY, NONCE)
    with pytest.raises(NotSigned):
        signatures.check_answer(PUBLIC, signed_answer(), BODY, "B" * 22)
    with pytest.raises(NotSigned):
        signatures.check_answer(PUBLIC, signed_answer(), b"other", NONCE)
    other = Answer(201, signed_answer().headers)
    with pytest.raises(NotSigned):
        signatures.check_answer(PUBLIC, other, BODY, NONCE)


def test_a_request_is_not_an_answer() -> None:
    request = signed_request()
    with pytest.raises(NotSigned):
        signatures.check_answer(PUBLIC, Answer(200, request.headers), BODY, NONCE)


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_header_raises_anything_else(given_input: str, given_signature: str) -> None:
    headers = {"signature-input": given_input, "signature": given_signature}
    signatures.claimed_nonce(headers)
    signatures.claimed_key_id(headers)
    with pytest.raises(NotSigned):
        signatures.check_request(PUBLIC, Request("GET", URL, headers), b"")


def test_who_and_what_is_claimed_can_be_read_before_it_is_checked() -> None:
    headers = {name.lower(): value for name, value in signed_request().headers.items()}
    assert signatures.claimed_key_id(headers) == ME
    assert signatures.claimed_nonce(headers) == NONCE
    assert signatures.claimed_key_id({}) == signatures.claimed_nonce({}) == ""
