"""Tables that only a desk has: who it is, what it holds receipts for, what went ahead.

They are not projected: a rebuild leaves them alone.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

from records import tables as records_tables

metadata = MetaData(naming_convention=records_tables.metadata.naming_convention)

_id = String(36)

node = Table(
    "node",
    metadata,
    # One row: a database belongs to one desk.
    Column("id", Integer, CheckConstraint("id = 1", name="one_row"), primary_key=True),
    Column("device_id", _id, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("desk", Integer, nullable=False),
    Column("desk_name", Text, nullable=False),
    Column("site", String(32), nullable=False),
    Column("site_name", Text, nullable=False),
    Column("upstream", Text, nullable=False),
    Column("upstream_role", String(8), nullable=False),
    Column("upstream_key", String(64)),
    Column("centre_key", String(64)),
    Column("position", BigInteger, nullable=False),
    Column("mark", BigInteger, nullable=False),
    Column("seen_lc", BigInteger, nullable=False),
    Column("synced_at", BigInteger),
    Column("clock_offset", Float),
)

receipt = Table(
    "receipt",
    metadata,
    Column("holder", String(8), primary_key=True),
    Column("device_id", _id, primary_key=True),
    Column("epoch", Integer, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)

# Up to where the chains of other devices were seen: in the centre's own feed ("centre"), in a
# hub's ("hub"), or as a hub told, with the centre's signature, that the centre has them ("told").
seen = Table(
    "seen",
    metadata,
    Column("holder", String(8), primary_key=True),
    Column("device_id", _id, primary_key=True),
    Column("epoch", Integer, primary_key=True),
    Column("seq", BigInteger, nullable=False),
)

# Epochs of this device that it left, its disk having been restored or copied: until it has
# fetched back what the upstream holds of each after the last entry it knew to be held.
former_epoch = Table(
    "former_epoch",
    metadata,
    Column("device_id", _id, primary_key=True),
    Column("epoch", Integer, primary_key=True),
    Column("held", BigInteger, nullable=False),
    Column("fetched", BigInteger, nullable=False),
    Column("is_fetched", Boolean, nullable=False),
)

# The upstreams of this desk by their keys, how far it has read the feed of each, what it knows
# that feed by there (0: nothing), and which it turned to last.
upstream = Table(
    "upstream",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("role", String(8), nullable=False),
    Column("url", Text, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("mark", BigInteger, nullable=False),
    Column("turn", Integer, nullable=False),
)

urgent_held = Table(
    "urgent_held",
    metadata,
    Column("entry_id", _id, primary_key=True),
)

unreadable = Table(
    "unreadable",
    metadata,
    Column("device_id", _id, primary_key=True),
    Column("epoch", Integer, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("written", LargeBinary, nullable=False),
)

# Rows of ``person`` that the search has not taken in yet; empty after every commit.
search_due = Table(
    "search_due",
    metadata,
    Column("row", Integer, primary_key=True),
)

# How many people the search holds: one row, none before the first.
search_size = Table(
    "search_size",
    metadata,
    Column("only", Integer, primary_key=True),
    Column("people", Integer, nullable=False),
)

# What the desk keeps for itself between starts: wrong passwords in a row, the vial on the tray.
kept = Table(
    "kept",
    metadata,
    Column("name", String(128), primary_key=True),
    Column("value", LargeBinary, nullable=False),
)
