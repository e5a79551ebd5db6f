"""What the tests of the scanners share: the public pictures, and made-up people."""

from __future__ import annotations

from pathlib import Path

import pytest

CARD = "001202000000||Họ Tên Mẫu|15052002|Nam|Số 1, Phường X, Quận Y, Hà Nội|20042021"


@pytest.fixture
def qr_photos() -> Path:
    """Return the folder of public QR photographs, which lies beside the checkout."""
    folder = Path(__file__).resolve().parents[4] / "shared" / "data" / "qr_photos"
    if not folder.is_dir():
        pytest.skip(f"no pictures at {folder.parent.name}/{folder.name}: they lie beside the repo")
    return folder


@pytest.fixture
def card_text() -> str:
    return CARD
