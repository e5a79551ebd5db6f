"""A server's process that is told to end: who waits for news is answered, not cut off."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from desktop_app.bench.centre_process import served
from immunization.ids import DeviceId
from sync.client import Identity, Upstream
from sync.enrolment import enrol
from sync.limits import MAX_WAIT

KEY = bytes(range(32))


@pytest.mark.skipif(sys.platform == "win32", reason="there a process is ended, not told to end")
def test_who_waits_for_news_is_answered_when_the_server_ends() -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    public = Ed25519PrivateKey.from_private_bytes(KEY).public_key().public_bytes_raw()
    with ThreadPoolExecutor(1) as pool:
        with served() as centre:
            told = enrol(centre.url, centre.code(), "Bàn 1", public)
            identity = Identity(DeviceId(told.device), KEY, told.centre_key)
            upstream = Upstream(centre.url, identity)
            head = upstream.page(0, 0).head
            waiting = pool.submit(upstream.page, head, 0, wait=MAX_WAIT)
            # It waits as soon as it counts among those who are connected and not answered.
            other = Upstream(centre.url, identity)
            for _ in range(20):
                other.status()
            assert not waiting.done()
            other.close()
        assert waiting.result().head == head
        upstream.close()
