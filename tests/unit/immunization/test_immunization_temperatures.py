"""Logs of refrigerators as loggers write them, and what left 2 to 8 °C."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from immunization.entries import Reading
from immunization.temperatures import (
    LONGEST_FILE,
    NotALog,
    NotATemperature,
    excursions,
    read_log,
    typed_celsius,
)

HANOI = timezone(timedelta(hours=7))
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=HANOI)


@pytest.mark.parametrize(
    "text",
    [
        "1;2026-11-23 12:00:00;4,5\n2;2026-11-23 12:10:00;8,1\n",
        "No,Time,Temperature (C)\n1,23/11/2026 12:00,4.5\n2,23/11/2026 12:10,8.1\n",
        "Date\tTime\tCelsius\r\n23.11.2026\t12:00:00\t4.5\r\n23.11.2026\t12:10:00\t8.1 C\r\n",
        "\ufeffTủ lạnh số 1\n\n2026/11/23T12:00 4.5 °C\n2026/11/23T12:10 8.1 °C\n",
        "Time,C,RH%\n2026-11-23 12:00,4.5,61.0\n2026-11-23 12:10,8.1,60.2\n",
        "23-11-2026, 12:00, 4.5\n23-11-2026, 12:10, 8.1",
    ],
)
def test_the_usual_forms_of_loggers_are_read(text: str) -> None:
    for written in (text.encode(), text.encode("utf-16")):
        log = read_log(written, HANOI)
        assert [(one.at, one.celsius) for one in log.readings] == [
            (NOON, 4.5), (NOON + timedelta(minutes=10), 8.1)
        ]  # fmt: skip


def test_readings_come_in_the_order_of_time_whatever_the_files_is() -> None:
    log = read_log(b"2026-11-23 13:00;-0.5\n2026-11-23 12:00;4\n", HANOI)
    assert [one.celsius for one in log.readings] == [4.0, -0.5]


@pytest.mark.parametrize(
    "written",
    [b"", b"name,phone\nA,0912000318\n", b"2026-13-45 12:00;4", b"\x00\xff" * 100,
     b"x" * (LONGEST_FILE + 1), b"2026-11-23 12:00;\n", b"nothing\n" * 60 + b"2026-11-23 12:00;4"],
)  # fmt: skip
def test_a_file_that_is_no_log_is_refused(written: bytes) -> None:
    with pytest.raises(NotALog):
        read_log(written, HANOI)


@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_whatever_the_bytes_it_reads_or_refuses(written: bytes) -> None:
    try:
        log = read_log(written, HANOI)
    except NotALog:
        return
    assert all(-100 <= one.celsius <= 80 for one in log.readings)
    assert sorted(log.readings, key=lambda one: one.at) == list(log.readings)


def test_a_stretch_outside_2_to_8_is_one_excursion_with_its_worst() -> None:
    degrees = [4.0, 8.0, 8.1, 12.5, 9.0, 5.0, 1.9, 2.0]
    readings = [Reading(NOON + timedelta(hours=at), one) for at, one in enumerate(degrees)]
    warm, cold = excursions(readings)
    assert (warm.since, warm.until, warm.worst, warm.readings) == (
        NOON + timedelta(hours=2), NOON + timedelta(hours=4), 12.5, 3
    )  # fmt: skip
    assert (cold.worst, cold.readings) == (1.9, 1)
    assert excursions([]) == ()


@given(st.lists(st.floats(-30, 40), max_size=30))
def test_every_reading_outside_is_in_one_excursion(degrees: list[float]) -> None:
    readings = [Reading(NOON + timedelta(minutes=at), one) for at, one in enumerate(degrees)]
    outside = sum(not 2 <= one <= 8 for one in degrees)
    assert sum(one.readings for one in excursions(readings)) == outside


def test_degrees_are_typed_with_comma_or_point() -> None:
    assert [typed_celsius(text) for text in ("4,5", " 4.5 °C", "−2", "8")] == [4.5, 4.5, -2.0, 8.0]
    for text in ("", "bốn", "nan", "400", "4,5,6"):
        with pytest.raises(NotATemperature):
            typed_celsius(text)
