"""Serve a request: admit it, do what it asks, sign the answer. Knows no web framework."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import Final

import msgspec

from central import reporting
from central.admission import Asked, Refused, admit
from central.centre import Centre
from central.endpoints import ADMITTING, ROUTES, Handler, spoken_version
from central.errors import DatabaseUnavailable
from central.feed_reading import FeedQuery, has_news
from central.nodes import Node
from sync import packing, problems, signatures, wire

_log = logging.getLogger(__name__)
_RETRY_AFTER: Final = 5


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as it goes out."""

    status: int
    headers: dict[str, str]
    body: bytes = field(repr=False)


class Exchange:
    """Serves requests for one centre; may be called from many threads."""

    def __init__(self, centre: Centre) -> None:
        self._centre = centre

    def serve(self, asked: Asked, node: Node | None = None) -> Answered:
        """Answer a request; never raises. ``node`` is who asks, if it was admitted already."""
        try:
            handler, signed = _route(asked)
            self._check_version(asked)
            if signed and node is None and handler not in ADMITTING:
                node = admit(self._centre, asked)
            answer = handler(self._centre, node, asked)
            body = packing.pack(answer, spoken_version(asked))
            return self._answer(asked, 200, wire.MEDIA_TYPE, body)
        except Refused as refused:
            return self._problem(asked, refused)
        except wire.Malformed as error:
            return self._problem(asked, Refused("malformed", str(error)))
        except wire.VersionUnknown as error:
            spoken = {"oldest": self._oldest, "newest": wire.VERSION}
            return self._problem(asked, Refused("wire-version", str(error), **spoken))
        except DatabaseUnavailable:
            return self._problem(asked, Refused("busy"))
        except Exception as error:  # noqa: BLE001 (the boundary: said, logged, answered)
            _log.error("%s %s failed: %s", asked.method, asked.path, reporting.where(error))
            return self._problem(asked, Refused("broken"))

    def problem(self, asked: Asked, code: str) -> Answered:
        """Return the answer that a request is not served, and why."""
        return self._problem(asked, Refused(code))

    def has_news(self, node: Node, query: FeedQuery) -> bool:
        """Tell whether there is anything that who asks for the feed does not know yet."""
        return has_news(self._centre, node, query)

    @property
    def _oldest(self) -> int:
        return wire.OLDEST_OF_HUB if self._centre.hub else wire.OLDEST

    def _check_version(self, asked: Asked) -> None:
        version = spoken_version(asked)
        if version < self._oldest and asked.path != "/v1/status":
            raise wire.VersionUnknown(version)

    def _problem(self, asked: Asked, refused: Refused) -> Answered:
        found = problems.problem(
            refused.code, time=self._millis(), detail=refused.detail, **refused.members
        )
        content = msgspec.json.encode(found)
        answered = self._answer(asked, found.status, wire.PROBLEM_TYPE, content)
        if refused.code == "busy":
            answered.headers["retry-after"] = str(_RETRY_AFTER)
        return answered

    def _answer(self, asked: Asked, status: int, media_type: str, body: bytes) -> Answered:
        headers = {"content-type": media_type}
        if media_type == wire.MEDIA_TYPE:
            headers["content-encoding"] = wire.CODING
        nonce = signatures.claimed_nonce(asked.headers)
        if nonce:
            answer = signatures.Answer(status, headers)
            key = self._centre.key
            created = self._centre.clock().timestamp()
            signatures.sign_answer(key.private, key.id, answer, body, created=created, nonce=nonce)
        return Answered(status, headers, body)

    def _millis(self) -> int:
        return int(self._centre.clock().timestamp() * 1000)


def _route(asked: Asked) -> tuple[Handler, bool]:
    if asked.path not in ROUTES:
        raise Refused("not-found")
    method, handler, signed = ROUTES[asked.path]
    if asked.method != method:
        raise Refused("not-allowed")
    return handler, signed
