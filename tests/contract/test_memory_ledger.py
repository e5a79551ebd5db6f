"""The ledger in memory keeps the contract of every ledger, so tests may stand on it."""

from __future__ import annotations

import pytest

from tests import writing
from tests.contract.ledger_contract import LedgerContract
from tests.memory_ledger import MemoryLedger


@pytest.fixture
def home() -> MemoryLedger:
    return MemoryLedger(device=writing.device(7))


class TestMemoryLedger(LedgerContract):
    """The contract, in memory."""
