"""An answer that moves is waited for, however slow the line is (open-msupply #7410)."""

from __future__ import annotations

import socket
import threading

import pytest

from sync.transport import Transport


def test_an_answer_that_moves_slowly_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.transport._CONNECT", 0.5)
    monkeypatch.setattr("sync.transport._IDLE", 1.0)  # 1.5 s in all, as it stands
    monkeypatch.setattr("sync.transport._SLOWEST", 50)
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        peer, _ = listening.accept()
        peer.recv(65_536)
        peer.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 400\r\n\r\n")
        over = threading.Event()
        try:
            for _ in range(20):  # 4 s at 100 bytes a second, never still for more than 0.2 s
                over.wait(0.2)
                peer.sendall(b"x" * 20)
        except OSError:
            pass
        finally:
            peer.close()

    threading.Thread(target=serve, daemon=True).start()
    transport = Transport(f"http://127.0.0.1:{listening.getsockname()[1]}")
    try:
        assert transport.exchange("GET", "/", {}, b"").content == b"x" * 400
    finally:
        transport.close()
        listening.close()
