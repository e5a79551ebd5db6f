"""Work off the GUI thread: the answer comes back on it, once, or not at all."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from immunization.errors import KnownError
from ui.tasks import ImmediateTasks, QtTasks


def nobody(_value: object) -> None:
    raise AssertionError("should not be called")


def test_success_comes_back_on_the_thread_of_the_windows(qtbot: QtBot) -> None:
    seen: list[tuple[int, bool]] = []
    with ThreadPoolExecutor(1) as writer, ThreadPoolExecutor(1) as readers:
        tasks, owner = QtTasks(writer, readers), QObject()

        def took(value: int) -> None:
            seen.append((value, threading.current_thread() is threading.main_thread()))

        tasks.write(owner, lambda: 7, took, nobody)
        qtbot.waitUntil(lambda: bool(seen), timeout=5000)
    assert seen == [(7, True)]


def test_a_known_error_goes_to_the_one_who_asked(qtbot: QtBot) -> None:
    failures: list[KnownError] = []
    error = KnownError("disk")

    def fails() -> int:
        raise error

    with ThreadPoolExecutor(1) as writer, ThreadPoolExecutor(1) as readers:
        tasks, owner = QtTasks(writer, readers), QObject()
        tasks.read(owner, fails, nobody, failures.append)
        qtbot.waitUntil(lambda: bool(failures), timeout=5000)
    assert failures == [error]


def test_nobody_is_called_once_the_owner_is_gone(qtbot: QtBot, qapp: QApplication) -> None:
    gate, done = threading.Event(), threading.Event()
    with ThreadPoolExecutor(1) as writer, ThreadPoolExecutor(1) as readers:
        tasks, owner = QtTasks(writer, readers), QObject()
        tasks.write(owner, lambda: gate.wait(5), nobody, nobody)
        owner.deleteLater()
        qapp.sendPostedEvents(owner)
        qtbot.waitUntil(lambda: not _alive(owner), timeout=5000)
        gate.set()
        tasks.write(QObject(tasks), lambda: None, lambda _none: done.set(), nobody)
        qtbot.waitUntil(done.is_set, timeout=5000)


def _alive(thing: QObject) -> bool:
    from shiboken6 import isValid

    thing.deleteLater if isValid(thing) else None
    return bool(isValid(thing))


def test_writes_keep_their_order(qtbot: QtBot) -> None:
    seen: list[int] = []

    def giving(number: int) -> Callable[[], int]:
        return lambda: number

    with ThreadPoolExecutor(1) as writer, ThreadPoolExecutor(4) as readers:
        tasks, owner = QtTasks(writer, readers), QObject()
        for number in range(50):
            tasks.write(owner, giving(number), seen.append, nobody)
        qtbot.waitUntil(lambda: len(seen) == 50, timeout=5000)
    assert seen == list(range(50))


def test_the_immediate_fake_answers_at_once_and_raises_what_is_a_bug() -> None:
    seen: list[object] = []
    tasks, owner = ImmediateTasks(), QObject()
    tasks.write(owner, lambda: "x", seen.append, nobody)
    error = KnownError("known")

    def known() -> None:
        raise error

    def bug() -> None:
        raise ZeroDivisionError

    tasks.read(owner, known, nobody, seen.append)
    assert seen == ["x", error]
    with pytest.raises(ZeroDivisionError):
        tasks.read(owner, bug, nobody, nobody)
