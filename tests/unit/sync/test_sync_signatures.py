"""Signed requests and answers: whatever is altered is noticed."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from http_message_signatures import HTTPMessageSigner, HTTPSignatureKeyResolver
from http_message_signatures.algorithms import ED25519
from hypothesis import example, given
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


class OneKey(HTTPSignatureKeyResolver):
    def resolve_private_key(self, key_id: str) -> Ed25519PrivateKey:
        return KEY

    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey:
        return KEY.public_key()


def signed_by_the_library(
    message: Request | Answer, covered: list[str], tag: str, body: bytes | None
) -> None:
    signer = HTTPMessageSigner(signature_algorithm=ED25519, key_resolver=OneKey())
    created = datetime.fromtimestamp(1_700_000_000, UTC)
    signer.sign(
        message, key_id=ME, created=created, nonce=NONCE, label="sig", tag=tag,
        covered_component_ids=covered, body=body,
    )  # fmt: skip


@pytest.mark.parametrize("body", [None, BODY])
@pytest.mark.parametrize(
    "url",
    [
        URL,
        f"{URL}?after=7&wait=2",
        "https://example.com:8443/v1/feed?",
        "http://[::1]:80/a",
        "https://A.vn/b%C3%A0",
    ],
)
def test_requests_are_signed_as_the_library_signs_them(url: str, body: bytes | None) -> None:
    ours, theirs = signed_request(body, url), Request("POST" if body else "GET", url)
    covered = ["@method", "@authority", "@path", "@query"]
    signed_by_the_library(theirs, covered, "bantiem-request", body)
    assert ours.headers == theirs.headers


def test_answers_are_signed_as_the_library_signs_them() -> None:
    theirs = Answer(200, {"content-type": "x"})
    signed_by_the_library(theirs, ["@status"], "bantiem-answer", BODY)
    ours = Answer(200, {"content-type": "x"})
    signatures.sign_answer(PRIVATE, ME, ours, BODY, created=1_700_000_000, nonce=NONCE)
    assert ours.headers == theirs.headers


def test_other_forms_that_the_standard_allows_are_read_too() -> None:
    request = Request("POST", "http://10.0.0.5:8080/v1/a%20b?c=%C4%91", {"X-Other": "1"})
    covered = ["@query", "@path", "x-other", "@authority", "@method"]
    signed_by_the_library(request, covered, "bantiem-request", BODY)
    assert signatures.check_request(PUBLIC, request, BODY).nonce == NONCE
    request.headers["X-Other"] = "2"
    with pytest.raises(NotSigned):
        signatures.check_request(PUBLIC, request, BODY)


def signature_in(header: str) -> bytes | None:
    """Return the bytes of a signature: the last of its letters has two bits that mean nothing."""
    try:
        return base64.b64decode(header.removeprefix("sig=:").removesuffix(":"), validate=True)
    except ValueError:
        return None


@given(
    st.sampled_from(["method", "url", "input", "signature", "digest", "body"]),
    st.integers(0, 200),
    st.sampled_from('aA0/=:;" ?#%\n'),
)
@example("signature", 184, "0")
def test_whatever_character_is_altered_is_noticed(what: str, at: int, character: str) -> None:
    request = signed_request(url=f"{URL}?after=7")
    names = {"input": "Signature-Input", "signature": "Signature", "digest": "Content-Digest"}
    parts = {"method": request.method, "url": request.url, "body": BODY.decode()}
    parts |= {what: request.headers[name] for what, name in names.items()}
    before = dict(parts)
    at %= len(parts[what])
    parts[what] = parts[what][:at] + character + parts[what][at + 1 :]
    is_alike = parts == before or (what == "url" and at < len("http://"))
    if what == "signature":
        is_alike = signature_in(parts[what]) == signature_in(before[what])
    headers = {name: parts[what] for what, name in names.items()}
    altered = Request(parts["method"], parts["url"], headers)
    if not is_alike:
        with pytest.raises(NotSigned):
            signatures.check_request(PUBLIC, altered, parts["body"].encode())


def test_who_and_what_is_claimed_can_be_read_before_it_is_checked() -> None:
    headers = {name.lower(): value for name, value in signed_request().headers.items()}
    assert signatures.claimed_key_id(headers) == ME
    assert signatures.claimed_nonce(headers) == NONCE
    assert signatures.claimed_key_id({}) == signatures.claimed_nonce({}) == ""
