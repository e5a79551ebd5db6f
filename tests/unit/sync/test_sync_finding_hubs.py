"""A hub's address: as a text to scan, and as it is heard on the LAN."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from zeroconf import ServiceInfo

from records import hub_place
from records.hub_place import HubPlace, NotAHub
from sync.nearby import SERVICE, Announcement, Nearby, hub_of

KEY = "5a" * 32
URL = "http://192.168.1.5:8444"


@given(
    host=st.ip_addresses(v=4),
    port=st.integers(1, 65_535),
    key=st.binary(min_size=32, max_size=32),
)
def test_a_text_names_the_hub_that_it_was_written_for(host: object, port: int, key: bytes) -> None:
    url = f"http://{host}:{port}"
    assert hub_place.read(hub_place.write(url, key.hex())) == HubPlace(url, key.hex())


@given(st.text(max_size=700) | st.text().map(lambda more: f"bantiem:hub?{more}"))
def test_any_other_text_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(NotAHub):
        hub_place.read(text)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("ftp://192.168.1.5", KEY),
        ("http://", KEY),
        ("http://user@host", KEY),
        ("http://host:99999", KEY),
        ("http://[::1", KEY),
        (URL, KEY[:-1]),
        (URL, "Z" * 64),
        ("http://máy", KEY),
    ],
)
def test_what_is_no_address_or_no_key_is_refused(url: str, key: str) -> None:
    with pytest.raises(NotAHub):
        hub_place.checked(url, key)


def announced(key: object, port: int = 8444, address: str = "192.168.1.5") -> ServiceInfo:
    return ServiceInfo(
        SERVICE,
        f"x.{SERVICE}",
        port=port,
        properties={"key": key},
        parsed_addresses=[address],
        server="x.local.",
    )


def test_an_announcement_gives_a_key_and_an_address() -> None:
    assert hub_of(announced(KEY)) == (KEY, URL)
    assert hub_of(announced(KEY, address="fe80::1")) == (KEY, "http://[fe80::1]:8444")


@pytest.mark.parametrize("key", [KEY[1:], KEY + "00", "", b"\xff" * 64, None])
def test_an_announcement_without_a_key_of_ours_is_passed_over(key: object) -> None:
    assert hub_of(announced(key)) is None


def test_a_desk_hears_a_hub_on_its_network() -> None:
    loopback = ["127.0.0.1"]
    told = Announcement(bytes.fromhex(KEY), 8444, host="127.0.0.1", interfaces=loopback)
    nearby = Nearby(loopback)
    told.start()
    try:
        end = time.monotonic() + 10
        while KEY not in nearby.addresses() and time.monotonic() < end:
            time.sleep(0.02)
        assert nearby.addresses()[KEY] == "http://127.0.0.1:8444"
    finally:
        nearby.stop()
        told.stop()
