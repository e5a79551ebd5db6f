"""Fixtures of `tests.centres`."""

from tests.centres import centre, clock, database_url, postgresql, running
from tests.hubs import hub

__all__ = ["centre", "clock", "database_url", "hub", "postgresql", "running"]
