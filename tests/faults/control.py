"""How the harness speaks with its processes: lines of JSON over loopback, on every system."""

from __future__ import annotations

import contextlib
import json
import queue
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any, Final

Words = dict[str, Any]

_PATIENCE: Final = 180.0
"""Seconds for an answer: hundreds of times what it takes, because a machine may be very busy."""


class Gone(Exception):
    """The process at the other end is dead, or does not answer."""


class Child:
    """The child's end: what it is told to do."""

    def __init__(self, port: int, token: str) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._file = self._socket.makefile("r", encoding="utf-8")
        self.say({"token": token})

    def orders(self) -> Iterator[Words]:
        """Yield orders until the harness is gone."""
        with contextlib.suppress(OSError):
            for line in self._file:
                yield json.loads(line)

    def answer(self, order: Words, words: Words) -> None:
        """Answer an order, if an answer is wanted."""
        if "answer" in order:
            self.say({**words, "to": order["answer"]})

    def say(self, words: Words) -> None:
        """Say something unasked."""
        self._socket.sendall(json.dumps(words).encode() + b"\n")


class Parent:
    """The harness's end of one child."""

    def __init__(self, near: socket.socket, file: Any) -> None:
        self._socket = near
        self._file = file
        self._answers: queue.Queue[Words | None] = queue.Queue()
        self._is_gone = threading.Event()
        self._asked = 0
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    @property
    def is_gone(self) -> bool:
        """Whether the child has ended."""
        return self._is_gone.is_set()

    def tell(self, words: Words) -> None:
        """Give an order; a dead child does not hear it."""
        with contextlib.suppress(OSError):
            self._socket.sendall(json.dumps(words).encode() + b"\n")

    def ask(self, words: Words, timeout: float = _PATIENCE) -> Words:
        """Give an order and return its answer; raises Gone."""
        self._asked += 1
        self.tell({**words, "answer": self._asked})
        end = time.monotonic() + timeout
        while True:
            try:
                answer = self._answers.get(timeout=max(0.0, end - time.monotonic()))
            except queue.Empty:
                raise Gone("no answer") from None
            if answer is None:
                self._answers.put(None)  # it stays so, whoever asks
                raise Gone("it has ended")
            if answer.pop("to") == self._asked:  # else it answers what nobody waits for any more
                return answer

    def wait(self, timeout: float = _PATIENCE) -> None:
        """Wait until the child has ended."""
        self._is_gone.wait(timeout)
        self._socket.close()
        self._listener.join(timeout)

    def _listen(self) -> None:
        with contextlib.suppress(OSError, ValueError), self._file:
            for line in self._file:
                self._answers.put(json.loads(line))
        self._is_gone.set()
        self._answers.put(None)


class Switchboard:
    """Where children report when they have started."""

    def __init__(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]

    def take(self, token: str, timeout: float = _PATIENCE) -> Parent:
        """Wait for the child that was given this token; raises TimeoutError."""
        self._listening.settimeout(timeout)
        near, _ = self._listening.accept()
        near.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        near.settimeout(None)
        file = near.makefile("r", encoding="utf-8")
        said = json.loads(file.readline())
        assert said == {"token": token}
        return Parent(near, file)

    def close(self) -> None:
        """Take no more."""
        self._listening.close()
