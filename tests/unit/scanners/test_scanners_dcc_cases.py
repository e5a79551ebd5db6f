"""The EU gateway's certificate cases, step by step: every result as it is expected.

The step `EXPECTEDSCHEMAVALIDATION` is no step of ours: real certificates break the schema, and
are read leniently on purpose (`scanners.certificates.hc1`).
"""

from __future__ import annotations

import base64
import csv
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from scanners.certificates import base45, cbor, hc1, trust
from scanners.certificates.cose import Envelope, parse
from scanners.certificates.errors import CertificateRefused, Expired, Forged, NotForThis
from scanners.certificates.inflating import ZLIB, inflate
from scanners.certificates.trust import TrustList
from scanners.decoder import Decoder
from scanners.vision import decoded_picture

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "dcc"
CASES = sorted(path.relative_to(DATA / "cases").as_posix() for path in DATA.glob("cases/**/*.json"))
REFUSED_BY_KEY_ID = "common/CO23.json"
"""Its signature is good against the certificate given; its key id names no certificate."""

needs_cases = pytest.mark.skipif(
    not DATA.is_dir(), reason="no cases at data/dcc: they lie beside the repo"
)


def case(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / "cases" / name).read_bytes())
    return found


def signers(told: dict[str, Any]) -> TrustList:
    der = base64.b64decode(told["TESTCTX"]["CERTIFICATE"])
    return TrustList(None, trust.by_key_id([trust.signer_of(der)]))


def clock(told: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(told["TESTCTX"]["VALIDATIONCLOCK"])


def envelope(told: dict[str, Any]) -> Envelope:
    if "COSE" in told:
        return parse(bytes.fromhex(told["COSE"]))
    return hc1.unpacked(told["PREFIX"])


def content(told: dict[str, Any]) -> dict[str, Any]:
    return hc1.content_of(cbor.decode(envelope(told).payload))


def kinds(told: dict[str, Any]) -> frozenset[str]:
    return frozenset(group for group in ("v", "t", "r") if content(told).get(group))


def unprefix(told: dict[str, Any]) -> None:
    if not told["PREFIX"].startswith("HC1:") or told["PREFIX"][4:] != told["BASE45"]:
        raise CertificateRefused("another prefix")


def b45decode(told: dict[str, Any]) -> None:
    if base45.decode(told["BASE45"]) != bytes.fromhex(told["COMPRESSED"]):
        raise CertificateRefused("other bytes")


def compression(told: dict[str, Any]) -> None:
    if inflate(bytes.fromhex(told["COMPRESSED"]), ZLIB) != bytes.fromhex(told["COSE"]):
        raise CertificateRefused("other bytes")


def verify(told: dict[str, Any]) -> None:
    if hc1.verified(envelope(told), signers(told), frozenset()) != "good":
        raise Forged("nobody's")


def keyusage(told: dict[str, Any]) -> None:
    der = base64.b64decode(told["TESTCTX"]["CERTIFICATE"])
    _, signer = trust.signer_of(der)
    if signer.uses and not kinds(told) <= signer.uses:
        raise NotForThis


def expirationcheck(told: dict[str, Any]) -> None:
    claims = cbor.decode(envelope(told).payload)
    seconds = clock(told).timestamp()
    if not claims.get(6, 0) <= seconds < claims.get(4, seconds + 1):
        raise Expired


def plain(value: Any) -> Any:
    """Return content as JSON writes it: times as moments, whole floats as numbers."""
    if isinstance(value, cbor.Tagged):
        value = value.value
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, str) and "T" in value:
        return value.replace("Z", "+00:00").replace(".000", "")
    return value


def decode(told: dict[str, Any]) -> None:
    if plain(content(told)) != plain(told["JSON"]):
        raise CertificateRefused("another content")


def picturedecode(told: dict[str, Any]) -> None:
    picture = decoded_picture(base64.b64decode(told["2DCODE"]))
    texts = [] if picture is None else [one.text for one in Decoder().read(picture)]
    if texts != [told["PREFIX"]]:
        raise CertificateRefused("the picture says something else")


STEPS = {
    step.__name__: step
    for step in (
        *(unprefix, b45decode, compression, verify, keyusage),
        *(expirationcheck, decode, picturedecode),
    )
}


def expected() -> Iterator[tuple[str, str, bool]]:
    for name in CASES:
        told = case(name)
        for flag, wanted in told["EXPECTEDRESULTS"].items():
            step = flag.removeprefix("EXPECTED").lower()
            has_picture = step != "picturedecode" or "2DCODE" in told  # they lie in pictures/
            if step in STEPS and wanted is not None and has_picture:
                yield name, step, wanted


@needs_cases
@pytest.mark.parametrize("step", STEPS)
def test_every_step_of_every_case_ends_as_expected(step: str) -> None:
    wrong = []
    count = 0
    for name, one, wanted in expected():
        if one != step:
            continue
        count += 1
        try:
            STEPS[step](case(name))
        except CertificateRefused:
            went_well = False
        else:
            went_well = True
        if went_well is not wanted:
            wrong.append((name, wanted))
    assert wrong == []
    assert count > 0


@needs_cases
def test_whole_certificates_are_good_exactly_where_no_step_may_fail() -> None:
    wrong = []
    for name in CASES:
        told = case(name)
        flags = dict(told["EXPECTEDRESULTS"])
        flags.pop("EXPECTEDSCHEMAVALIDATION", None)
        flags.pop("EXPECTEDPICTUREDECODE", None)
        flags.pop("EXPECTEDVALIDOBJECT", None)
        if not flags.get("EXPECTEDVERIFY") or "VALIDATIONCLOCK" not in told["TESTCTX"]:
            continue
        try:
            when = clock(told)
            if "EXPECTEDEXPIRATIONCHECK" not in flags:  # its clock may stand before its issue
                claims = cbor.decode(envelope(told).payload)
                when = max(when, datetime.fromtimestamp(claims[6], UTC))
            good = hc1.read(told["PREFIX"], signers(told), when).verdict == "good"
        except CertificateRefused:
            good = False
        if good is not all(flags.values()):
            wrong.append(name)
    assert wrong == []


@needs_cases
def test_a_key_id_that_names_no_certificate_is_nobodys_signature() -> None:
    told = case(REFUSED_BY_KEY_ID)
    found = hc1.verified(envelope(told), signers(told), kinds(told))
    assert found == "unknown_signer"


@needs_cases
def test_every_picture_of_a_case_gives_its_text() -> None:
    with (DATA / "cases.csv").open(encoding="utf-8", newline="") as file:
        pictures = {row["picture"]: row["case"] for row in csv.DictReader(file) if row["picture"]}
    decoder = Decoder()
    wrong = []
    for name, of in pictures.items():
        picture = decoded_picture((DATA / "pictures" / name).read_bytes())
        assert picture is not None, name
        if [one.text for one in decoder.read(picture)] != [case(of)["PREFIX"]]:
            wrong.append(name)
    assert wrong == []
    assert len(pictures) == 20


@needs_cases
def test_every_picture_of_the_quality_set_gives_its_text() -> None:
    decoder = Decoder()
    wrong = []
    for told in quality_set():
        picture = decoded_picture((DATA / told["file"]).read_bytes())
        assert picture is not None, told["file"]
        if [one.text for one in decoder.read(picture)] != [told["text"]]:
            wrong.append(told["file"])
    assert wrong == []


@needs_cases
def test_the_vietnamese_certificate_is_read_in_structure() -> None:
    (told,) = (one for one in quality_set() if "VN_1.3.0" in one["file"])
    found = hc1.read(told["text"], TrustList(), datetime.fromtimestamp(told["iat"], UTC))
    assert (found.verdict, found.issuer) == ("unknown_signer", "VN")
    assert found.kinds == {"v"}
    assert found.identifier.upper().startswith("URN:UVCI:01:VN:")
    assert found.name
    assert (found.doses[0].number, found.doses[0].total) == (2, 2)
    with pytest.raises(Expired):
        hc1.read(told["text"], TrustList(), datetime.fromtimestamp(told["exp"], UTC))


@needs_cases
def test_the_odd_ones_of_the_quality_set_are_read_or_flagged() -> None:
    for told in quality_set():
        name = told["file"]
        found = hc1.read(told["text"], TrustList(), datetime.fromtimestamp(told["iat"], UTC))
        assert found.verdict == "unknown_signer", name
        assert ("several kinds" in found.flags) == ("MULTI" in name), name
        assert ("more doses than planned" in found.flags) == ("VAC_3" in name), name


def quality_set() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((DATA / "qa.json").read_bytes())
    return found
