"""A dressed application: the light theme and Vietnamese, whatever the test before left."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def _nothing_left_behind() -> Iterator[None]:
    yield
    app = QApplication.instance()
    if app is not None:  # windows that were thrown away must not be restyled with the next
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    from ui.kit.theme import put_on
    from ui.translation import install

    put_on(qapp, "light")
    install(qapp, "vi")
    return qapp
