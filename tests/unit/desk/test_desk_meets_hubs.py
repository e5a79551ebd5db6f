"""The code on a hub's screen: whoever scans it, the desk learns the address and nothing else."""

from __future__ import annotations

import numpy as np
import pytest
import qrcode

from desk.identify import NotOurs
from immunization.entries import DeviceEnrolled
from immunization.ids import derived
from local_db import upstreams
from local_db.upstreams import Upstream
from records import hub_place
from scanners.engines import zxing
from scanners.payloads import recognise
from tests.unit.desk.desk_world import World

KEY = "5a" * 32
URL = "http://192.168.1.5:8444"
CODE = hub_place.write(URL, KEY)


def hubs(world: World) -> list[Upstream]:
    with world.store.read() as connection:
        return [one for one in upstreams.known(connection) if one.role == "hub"]


def enrolled(world: World, role: str = "hub") -> None:
    body = DeviceEnrolled(name="Trạm", desk=10_000, key=KEY, role=role)
    world.feed(derived("device", KEY), body)


def test_a_hub_of_the_site_is_found_at_the_address_that_its_code_says(world: World) -> None:
    enrolled(world)
    assert hubs(world) == [Upstream("hub", KEY)]

    found = world.desk.identify.scanned(CODE)

    assert isinstance(found, NotOurs)
    assert URL in found.text.vi
    assert hubs(world) == [Upstream("hub", KEY, URL)]


@pytest.mark.parametrize("role", [None, "desk"])
def test_a_code_whose_key_the_site_does_not_know_changes_nothing(
    world: World, role: str | None
) -> None:
    if role is not None:
        enrolled(world, role)
    found = world.desk.identify.typed(CODE)
    assert isinstance(found, NotOurs)
    assert URL not in found.text.vi
    assert hubs(world) == []


@pytest.mark.parametrize("code", [CODE[:-1], f"{CODE}&key=x", "bantiem:hub?url=ftp://x"])
def test_a_garbled_code_of_a_hub_is_answered_with_a_sentence(world: World, code: str) -> None:
    found = world.desk.identify.scanned(code)
    assert isinstance(found, NotOurs)
    assert hubs(world) == []


def test_the_camera_reads_the_code_that_a_hub_prints() -> None:
    drawn = qrcode.QRCode(box_size=4)
    drawn.add_data(CODE)
    grey = np.array(drawn.make_image().get_image().convert("L"), dtype=np.uint8)
    readings = zxing.look(grey).readings
    payload = recognise(readings[0].raw)
    assert payload.hub == hub_place.HubPlace(URL, KEY)
