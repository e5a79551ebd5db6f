"""The tables: the journal, and what is projected from it.

The journal is the truth; every other table here can be dropped and rebuilt from it.
Times are whole seconds since 1970 (UTC), dates are ISO text, ids are UUID text: the same
values on SQLite and PostgreSQL, and no type that means an instant where a date is meant.
Constraints follow what a distributed PostgreSQL allows: every key of a person-side table
holds the subject.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    }
)

_id = String(36)
_day = String(10)

entry = Table(
    "entry",
    metadata,
    Column("subject", _id, primary_key=True),
    Column("entry_id", _id, primary_key=True),
    Column("device_id", _id, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("kind", String(64), nullable=False),
    Column("lc", BigInteger, nullable=False),
    Column("written", LargeBinary, nullable=False),
    # Only the node's own entries have their chain value here: others' arrive without gaps
    # being promised, because a feed holds what concerns a site.
    Column("chain", LargeBinary),
)
entry_chain = Index(
    "ix_entry_chain",
    entry.c.device_id,
    entry.c.epoch,
    entry.c.seq,
    unique=True,
    sqlite_where=entry.c.chain.isnot(None),
    # `central.tables` says the same for PostgreSQL: to name that here loads its whole dialect,
    # which is 30 ms of every start of a desk.
)

seal = Table(
    "seal",
    metadata,
    Column("device_id", _id, primary_key=True),
    Column("epoch", Integer, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("chain", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)

projection = Table(
    "projection",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("version", Integer, nullable=False),
)

person = Table(
    "person",
    metadata,
    Column("person_id", _id, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("sex", String(8)),
    Column("birth", _day),
    Column("number", String(32)),
    Column("phone", String(32)),
    Column("address", Text),
    Column("commune", Text),
    Column("allergies", Text),
    # All digits a person can be found by, words parted by a space.
    Column("digits", Text, nullable=False),
)

# The tables below are kept in the order of their keys (SQLite: WITHOUT ROWID), so that what
# belongs to one person lies on one page: a save writes a third of the pages less.
person_number = Table(
    "person_number",
    metadata,
    Column("person_id", _id, primary_key=True),
    Column("system", String(16), primary_key=True),
    Column("value", String(32), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

person_link = Table(
    "person_link",
    metadata,
    Column("person_id", _id, primary_key=True),
    Column("same_as", _id, primary_key=True, index=True),
    sqlite_with_rowid=False,
)

visit = Table(
    "visit",
    metadata,
    Column("person_id", _id, primary_key=True),
    Column("site", String(32), primary_key=True),
    Column("day", _day, primary_key=True),
    Column("number", String(8)),
    Column("stage", String(16), nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("arrived_at", BigInteger),
    Column("screened_at", BigInteger),
    Column("conclusion", String(16)),
    Column("delay_until", _day),
    Column("dose_id", _id),
    Column("observe_until", BigInteger),
    Column("ended_at", BigInteger),
    Column("reaction", String(8)),
    sqlite_with_rowid=False,
)
Index("ix_visit_site_day_stage", visit.c.site, visit.c.day, visit.c.stage)

dose = Table(
    "dose",
    metadata,
    Column("person_id", _id, primary_key=True),
    Column("dose_id", _id, primary_key=True),
    Column("site", String(32), nullable=False),
    Column("day", _day, nullable=False),
    Column("given_at", BigInteger, nullable=False),
    Column("product", String(32), nullable=False),
    Column("lot", String(32), nullable=False),
    Column("expiry", _day),
    Column("dose_kind", String(16), nullable=False),
    Column("number", Integer, nullable=False),
    Column("volume", Float, nullable=False),
    Column("body_site", String(16), nullable=False),
    Column("route", String(16), nullable=False),
    Column("vaccinator", _id),
    Column("device_id", _id, nullable=False),
    Column("void_reason", String(16)),
    Column("voided_at", BigInteger),
    sqlite_with_rowid=False,
)
Index("ix_dose_site_day", dose.c.site, dose.c.day)
# What is left of a lot, and of the vial on a tray, is asked for with every dose.
Index("ix_dose_lot", dose.c.site, dose.c.product, dose.c.lot, dose.c.given_at, dose.c.void_reason)

reaction = Table(
    "reaction",
    metadata,
    Column("person_id", _id, primary_key=True),
    Column("reaction_id", _id, primary_key=True),
    Column("dose_id", _id),
    Column("site", String(32), nullable=False),
    Column("day", _day, nullable=False),
    Column("onset_at", BigInteger, nullable=False),
    Column("severity", String(8), nullable=False),
    Column("symptoms", Text, nullable=False),
    Column("outcome", String(24), nullable=False),
    # When a supervisor saw a serious event, when it was first reported in writing, whether more
    # is awaited, and since when it is known to be serious: its 24 hours run from then.
    Column("reported_at", BigInteger, nullable=False),
    Column("acknowledged_at", BigInteger),
    Column("notified_at", BigInteger),
    Column("closed", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
Index("ix_reaction_site_day", reaction.c.site, reaction.c.day)

lot = Table(
    "lot",
    metadata,
    Column("lot_id", _id, primary_key=True),
    Column("site", String(32), nullable=False, index=True),
    Column("product", String(32), nullable=False),
    Column("lot", String(32), nullable=False),
    Column("expiry", _day, nullable=False),
    Column("received", Integer, nullable=False),
    Column("gone", Integer, nullable=False),
    Column("allocated", Integer, nullable=False),
    Column("returned", Integer, nullable=False),
)

vial = Table(
    "vial",
    metadata,
    Column("vial_id", _id, primary_key=True),
    Column("site", String(32), nullable=False),
    Column("day", _day, nullable=False),
    Column("device_id", _id, nullable=False),
    Column("product", String(32), nullable=False),
    Column("lot", String(32), nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Column("discard_at", BigInteger),
    Column("doses", Integer),
    Column("discarded_at", BigInteger),
    Column("reason", String(16)),
    Column("drawn", Integer),
    Column("wasted", Integer),
)
Index("ix_vial_site_day", vial.c.site, vial.c.day)
# What was thrown away of a lot, and which vial a desk had open, are asked for with every dose.
Index("ix_vial_lot", vial.c.site, vial.c.product, vial.c.lot, vial.c.opened_at)

temperature = Table(
    "temperature",
    metadata,
    Column("fridge_id", _id, primary_key=True),
    Column("at", BigInteger, primary_key=True),
    Column("site", String(32), nullable=False),
    Column("fridge", String(64), nullable=False),
    Column("celsius", Float, nullable=False),
    sqlite_with_rowid=False,
)

# Rules of the centre that replace or add to those of the program (immunization.rulebook).
rule_document = Table(
    "rule_document",
    metadata,
    Column("subject", _id, primary_key=True),
    Column("document", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("written", Text, nullable=False),
)

recall = Table(
    "recall",
    metadata,
    Column("subject", _id, primary_key=True),
    Column("product", String(32), nullable=False),
    Column("lot", String(32), nullable=False),
    Column("reason", Text, nullable=False),
)
Index("ix_recall_lot", recall.c.product, recall.c.lot)

staff = Table(
    "staff",
    metadata,
    Column("staff_id", _id, primary_key=True),
    Column("login", String(64), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("title", String(32), nullable=False),
    Column("role", String(16), nullable=False),
    Column("password", Text, nullable=False),
    Column("active", Boolean, nullable=False),
)

device = Table(
    "device",
    metadata,
    Column("device_id", _id, primary_key=True),
    Column("site", String(32), nullable=False),
    Column("name", Text, nullable=False),
    Column("desk", Integer, nullable=False),
    Column("key", String(64), nullable=False),
    Column("revoked", Boolean, nullable=False),
    Column("role", String(8), nullable=False),
)

site = Table(
    "site",
    metadata,
    Column("site_id", _id, primary_key=True),
    Column("code", String(32), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("commune", Text),
)

# New chains that desks began after a restore or a copy of their disk: what IT looks into.
epoch_begun = Table(
    "epoch_begun",
    metadata,
    Column("device_id", _id, primary_key=True),
    Column("entry_id", _id, primary_key=True),
    Column("epoch", Integer, nullable=False),
    Column("was", Integer, nullable=False),
    Column("held", BigInteger, nullable=False),
    Column("carried", BigInteger, nullable=False),
    Column("why", String(16), nullable=False),
    Column("begun_at", BigInteger, nullable=False),
)

refusal = Table(
    "refusal",
    metadata,
    Column("refused", _id, primary_key=True),
    Column("entry_id", Text, nullable=False, index=True),
    Column("device_id", _id, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("code", String(64), nullable=False),
    Column("detail", Text, nullable=False),
)

PROJECTED: tuple[Table, ...] = (
    person,
    person_number,
    person_link,
    visit,
    dose,
    reaction,
    lot,
    vial,
    temperature,
    rule_document,
    recall,
    staff,
    device,
    site,
    epoch_begun,
    refusal,
)
