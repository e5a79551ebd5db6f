"""A server that cannot listen where it should says so, and leaves what it was to serve alone."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from central.errors import AddressNotFree
from central.server import listen
from desktop_app.command_line import main


def test_a_port_that_another_server_holds_is_named_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        assert main(["--data", str(tmp_path), "centre", "add-site", "75-001", "Trạm"]) == 0
        port = str(other.getsockname()[1])
        words = ("--data", str(tmp_path), "--language", "en", "centre", "serve", "--port", port)
        assert main(words) == 1

    said = capsys.readouterr().err
    assert f"Port {port} at 127.0.0.1 cannot be opened" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 99_999), ("256.1.1.1", 0)])
def test_an_address_that_cannot_be_is_a_known_error(host: str, port: int) -> None:
    with pytest.raises(AddressNotFree):
        listen(host, port)
