"""Fixtures of `tests.centres` and `tests.hubs`, for the contract of the wire."""

from tests.centres import centre, clock, database_url, postgresql, running
from tests.hubs import hub

__all__ = ["centre", "clock", "database_url", "hub", "postgresql", "running"]
