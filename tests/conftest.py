"""What all tests share: the switch for the long form of slow suites."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says how busy the machine is, and nothing about the program.
_UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
# A change is held to the same examples as the one before; the long form draws new ones.
settings.register_profile("short", _UNTIMED, derandomize=True)
settings.register_profile("long", _UNTIMED, derandomize=False)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the long form of slow suites")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("long" if config.getoption("--long") else "short")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--long"):
        return
    skip = pytest.mark.skip(reason="the long form: run with --long")
    for item in items:
        if "long" in item.keywords:
            item.add_marker(skip)
