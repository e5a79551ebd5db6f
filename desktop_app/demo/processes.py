"""The demo's processes: started as any program is, heard line by line, killed like one."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

Message = dict[str, Any]


class Ended(RuntimeError):
    """A process ended, or said nothing for too long, before it said what was waited for."""


class Program:
    """A Python module running as a process of its own; each line it prints is a JSON object."""

    def __init__(self, module: str, *words: object, log: Path) -> None:
        self._heard: queue.Queue[Message | None] = queue.Queue()
        self.messages: list[Message] = []
        self._errors = log.open("wb")
        self._process = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-m", module, *map(str, words)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self._errors,
        )
        if self._process.stdout is None:
            raise Ended(module)
        self._name = module
        threading.Thread(target=self._listen, args=(self._process.stdout,), daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave nothing running behind."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    def wait_for(self, key: str, timeout: float = 180) -> Message:
        """Return the first message that has ``key``. Raises Ended."""
        while True:
            try:
                message = self._heard.get(timeout=timeout)
            except queue.Empty:
                raise Ended(f"{self._name} said no {key!r} for {timeout:g} s") from None
            if message is None:
                raise Ended(f"{self._name} ended before it said {key!r}")
            self.messages.append(message)
            if "stuck" in message:
                raise Ended(f"{self._name}: {message['stuck']}")
            if key in message:
                return message

    def kill(self) -> None:
        """End it as a power cut does: SIGKILL, TerminateProcess."""
        self._process.kill()
        self._process.wait()
        self._drain()

    def stop(self, timeout: float = 15) -> None:
        """Ask it to end, and see that it does."""
        self._process.terminate()
        self._process.wait(timeout)

    def wait(self, timeout: float = 60) -> int:
        """Return its exit code once it has ended."""
        code = self._process.wait(timeout)
        self._drain()
        return code

    def _drain(self) -> None:
        """Take what it said before it ended."""
        while (message := self._heard.get()) is not None:
            self.messages.append(message)
        self._errors.close()

    def _listen(self, output: IO[bytes]) -> None:
        for line in output:
            if line.startswith(b"{"):
                self._heard.put(json.loads(line))
        self._heard.put(None)
