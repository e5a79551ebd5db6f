"""The centre's own tables. The journal and the person side are `records.tables`.

Made for a distributed PostgreSQL: the inbox lies by ``site``, subscriptions by ``subject``,
and the keys hold the column that a table lies by. Nothing here needs a trigger, a global
sequence or the database's clock. Two triggers that refuse changes of the inbox are a local
invariant and are made apart (`central.schema`).
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from records import tables as records_tables

metadata = MetaData(naming_convention=records_tables.metadata.naming_convention)

_chain = records_tables.entry_chain.dialect_options
_chain["postgresql"]["where"] = _chain["sqlite"]["where"]

_id = String(36)
_site = String(32)

schema_version = Table(
    "schema_version",
    metadata,
    Column("only", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
)

# A site: where its feed ends, and the greatest logical clock in it. Its row is the lock
# under which positions of the feed are given.
feed_site = Table(
    "feed_site",
    metadata,
    Column("site", _site, primary_key=True),
    Column("name", Text, nullable=False),
    Column("head", BigInteger, nullable=False),
    Column("lc", BigInteger, nullable=False),
)

# The inbox of a site and its feed are one: what came in, in the order in which it was stored.
# ``state`` 0 accepted, 1 duplicate, 2 quarantined (``code`` says why). Only an accepted entry
# has its id here: so the same id is accepted once, and what is refused is kept all the same.
# Accepted and a ``code``: this is a hub, whose desks know the entry, and the centre refused it.
feed = Table(
    "feed",
    metadata,
    Column("site", _site, primary_key=True),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("entry_id", _id),
    Column("device_id", _id, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("state", SmallInteger, nullable=False),
    Column("code", String(32)),
    Column("written", LargeBinary, nullable=False),
    UniqueConstraint("site", "entry_id", name="uq_feed_entry_id"),
    UniqueConstraint("site", "device_id", "epoch", "seq", name="uq_feed_chain"),
)

ACCEPTED, DUPLICATE, QUARANTINED = 0, 1, 2

# Where each chain ends here, and the writer's own seal over that end.
node_head = Table(
    "node_head",
    metadata,
    Column("site", _site, primary_key=True),
    Column("device_id", _id, primary_key=True),
    Column("epoch", Integer, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    Column("seal", LargeBinary),
)

# A small table that every shard may hold whole: who may write, and for which site.
node = Table(
    "node",
    metadata,
    Column("device_id", _id, primary_key=True),
    Column("site", _site, nullable=False),
    Column("name", Text, nullable=False),
    Column("desk", Integer, nullable=False),
    Column("key", LargeBinary, nullable=False),
    Column("enrolled_at", BigInteger, nullable=False),
    Column("revoked", Boolean, nullable=False),
    # "desk" or "hub": a hub may carry what its site's desks wrote.
    Column("role", String(8), nullable=False),
    UniqueConstraint("site", "desk", name="uq_node_desk"),
)

# One-time codes: named by a hash, and only the key derived from the code (`sync.codes`).
enrolment_code = Table(
    "enrolment_code",
    metadata,
    Column("code_id", LargeBinary, primary_key=True),
    Column("key", LargeBinary, nullable=False),
    Column("site", _site, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("role", String(8), nullable=False),
    # Once it was used: by which device, and which epoch that was given.
    Column("device_id", _id),
    Column("epoch", Integer),
)

# Which sites want to know of a subject; ``served`` once what was known before is in their feed.
subscription = Table(
    "subscription",
    metadata,
    Column("subject", _id, primary_key=True),
    Column("site", _site, primary_key=True),
    Column("served", Boolean, nullable=False),
)
Index(
    "ix_subscription_waiting",
    subscription.c.served,
    sqlite_where=subscription.c.served.is_(False),
    postgresql_where=subscription.c.served.is_(False),
)

# Up to which position of a site's feed the person side is brought up to date.
progress = Table(
    "progress",
    metadata,
    Column("site", _site, primary_key=True),
    Column("position", BigInteger, nullable=False),
)

# What follows is used by a hub only. Who it is: one row. ``position`` is how far it has
# read the centre's feed of its site, ``mark`` what it knows that feed by (`central.marks`).
hub = Table(
    "hub",
    metadata,
    Column("only", Integer, primary_key=True, autoincrement=False),
    Column("device_id", _id, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("site", _site, nullable=False),
    Column("centre_url", Text, nullable=False),
    Column("centre_key", LargeBinary, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("mark", BigInteger, nullable=False),
    Column("told", BigInteger, nullable=False),
    Column("told_mark", BigInteger, nullable=False),
)

# What came of the last comparison of a hub with the centre: one row, none before the first.
agreement = Table(
    "agreement",
    metadata,
    Column("only", Integer, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("entries", BigInteger, nullable=False),
    Column("mended", Integer, nullable=False),
    Column("lost", Text, nullable=False),
    Column("ahead", Integer, nullable=False),
)

# The seals of the desks, by which a hub passes their chains on in the pieces that they came in.
relay_seal = Table(
    "relay_seal",
    metadata,
    Column("device_id", _id, primary_key=True),
    Column("epoch", Integer, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("chain", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)

# What came ahead of its chain, under its writer's signature, until it is sent on.
relay_urgent = Table(
    "relay_urgent",
    metadata,
    Column("device_id", _id, primary_key=True),
    Column("epoch", Integer, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("signature", LargeBinary, nullable=False),
)

# The centre's last receipt for each chain.
relay_receipt = Table(
    "relay_receipt",
    metadata,
    Column("device_id", _id, primary_key=True),
    Column("epoch", Integer, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)

# Chains of which the centre holds a branch that no feed shows: their writers are told so.
relay_fork = Table(
    "relay_fork",
    metadata,
    Column("device_id", _id, primary_key=True),
    Column("epoch", Integer, primary_key=True, autoincrement=False),
)
