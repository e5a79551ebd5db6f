"""Fixtures of `tests.centres`."""

from tests.centres import centre, clock, database_url, postgresql, running

__all__ = ["centre", "clock", "database_url", "postgresql", "running"]
