"""Find hubs on the LAN, and let a hub be found: DNS-SD over multicast (RFC 6762, 6763).

What is heard is a hint, no more: anybody on the LAN can say anything. A desk asks at such an
address only for a key that it has pinned, and believes only what that key signs.

Importing `zeroconf` takes a fifth of a second, so it is imported when it is first used.
"""

from __future__ import annotations

import logging
import re
import socket
import threading
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from zeroconf import ServiceInfo, Zeroconf

_log = logging.getLogger(__name__)

SERVICE: Final = "_bantiem._tcp.local."
_KEY: Final = re.compile(r"[0-9a-f]{64}")
_MOST: Final = 64
"""Hubs that are remembered: more than any LAN has, less than a hostile one could name."""
_PATIENCE: Final = 3_000
"""Milliseconds in which a hub that was heard tells its address."""


class Nearby:
    """The hubs that can be heard; begins to listen when it is first asked."""

    def __init__(self, interfaces: Sequence[str] | None = None) -> None:
        self._interfaces = interfaces
        self._lock = threading.Lock()
        self._found: dict[str, str] = {}
        self._zeroconf: Zeroconf | None = None
        self._has_begun = False

    def addresses(self) -> Mapping[str, str]:
        """Return the addresses heard so far, by key in hexadecimal; does not wait."""
        if not self._has_begun:
            self._begin()
        with self._lock:
            return dict(self._found)

    def stop(self) -> None:
        """Stop listening."""
        if self._zeroconf is not None:
            self._zeroconf.close()
            self._zeroconf = None

    def _begin(self) -> None:
        from zeroconf import ServiceBrowser

        self._has_begun = True
        self._zeroconf = _opened(self._interfaces)
        if self._zeroconf is not None:
            ServiceBrowser(self._zeroconf, SERVICE, handlers=[self._heard])

    def _heard(self, zeroconf: Zeroconf, service_type: str, name: str, state_change: Any) -> None:
        from zeroconf import ServiceInfo, ServiceStateChange

        if state_change is ServiceStateChange.Removed:
            return
        info = ServiceInfo(service_type, name)
        # In a thread of its own: the browser's must not wait for the answer.
        threading.Thread(
            target=self._ask, args=(zeroconf, info), name="hub nearby", daemon=True
        ).start()

    def _ask(self, zeroconf: Zeroconf, info: ServiceInfo) -> None:
        from zeroconf import Error

        try:
            heard = info.request(zeroconf, _PATIENCE)
        except (OSError, Error) as error:
            _log.info("a hub nearby did not tell its address: %s", type(error).__name__)
            return
        found = hub_of(info) if heard else None
        if found is None:
            return
        key, url = found
        with self._lock:
            if key in self._found or len(self._found) < _MOST:
                self._found[key] = url


class Announcement:
    """Says on the LAN that a hub is here, from a thread of its own, until stopped."""

    def __init__(
        self, key: bytes, port: int, *, host: str = "", interfaces: Sequence[str] | None = None
    ) -> None:
        self._key = key.hex()
        self._port = port
        self._addresses = [host] if host and host not in {"0.0.0.0", "::"} else own_addresses()  # noqa: S104 (compared)
        self._interfaces = interfaces
        self._zeroconf: Zeroconf | None = None
        self._thread = threading.Thread(target=self._run, name="announcement", daemon=True)

    def start(self) -> None:
        """Begin; where the network does not let us, say so in the log and go on without."""
        self._thread.start()

    def stop(self) -> None:
        """Take it back."""
        if self._thread.ident is not None:
            self._thread.join()
        if self._zeroconf is not None:
            self._zeroconf.unregister_all_services()
            self._zeroconf.close()
            self._zeroconf = None

    def _run(self) -> None:
        from zeroconf import Error, ServiceInfo

        self._zeroconf = _opened(self._interfaces)
        if self._zeroconf is None or not self._addresses:
            return
        info = ServiceInfo(
            SERVICE,
            f"{self._key[:16]}.{SERVICE}",
            port=self._port,
            properties={"key": self._key},
            parsed_addresses=self._addresses,
            server=f"bantiem-{self._key[:16]}.local.",
        )
        try:
            self._zeroconf.register_service(info)
        except (OSError, Error) as error:
            _log.warning("the hub cannot be announced: %s", type(error).__name__)


def hub_of(info: ServiceInfo) -> tuple[str, str] | None:
    """Return the key and address that an announcement names, or None if it is none of ours."""
    said = (info.properties or {}).get(b"key") or b""
    key = said.decode("ascii", "replace")
    addresses = info.parsed_addresses()
    if _KEY.fullmatch(key) is None or not addresses or not info.port:
        return None
    host = f"[{addresses[0]}]" if ":" in addresses[0] else addresses[0]
    return key, f"http://{host}:{info.port}"


def own_addresses() -> list[str]:
    """Return this machine's IPv4 addresses on its networks, loopback left out."""
    import ifaddr

    return [
        str(address.ip)
        for adapter in ifaddr.get_adapters()
        for address in adapter.ips
        if address.is_IPv4 and not str(address.ip).startswith("127.")
    ]


def _opened(interfaces: Sequence[str] | None) -> Zeroconf | None:
    from zeroconf import Error, InterfaceChoice, Zeroconf

    try:
        return Zeroconf(interfaces=list(interfaces) if interfaces else InterfaceChoice.All)
    except (OSError, Error, socket.gaierror) as error:
        _log.warning("no multicast on this network: %s", type(error).__name__)
        return None
