"""The first database: the journal, what is projected from it, the desk's own tables, the search.

Revision ID: 0001
"""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE entry (
        subject VARCHAR(36) NOT NULL,
        entry_id VARCHAR(36) NOT NULL,
        device_id VARCHAR(36) NOT NULL,
        epoch INTEGER NOT NULL,
        seq BIGINT NOT NULL,
        kind VARCHAR(64) NOT NULL,
        lc BIGINT NOT NULL,
        written BLOB NOT NULL,
        chain BLOB,
        CONSTRAINT pk_entry PRIMARY KEY (subject, entry_id)
    )
    """,
    """
    CREATE UNIQUE INDEX ix_entry_chain ON entry (device_id, epoch, seq) WHERE chain IS NOT NULL
    """,
    """
    CREATE TABLE seal (
        device_id VARCHAR(36) NOT NULL,
        epoch INTEGER NOT NULL,
        seq BIGINT NOT NULL,
        chain BLOB NOT NULL,
        signature BLOB NOT NULL,
        CONSTRAINT pk_seal PRIMARY KEY (device_id, epoch, seq)
    )
    """,
    """
    CREATE TABLE projection (
        name VARCHAR(32) NOT NULL,
        version INTEGER NOT NULL,
        CONSTRAINT pk_projection PRIMARY KEY (name)
    )
    """,
    """
    CREATE TABLE person (
        person_id VARCHAR(36) NOT NULL,
        name TEXT NOT NULL,
        folded TEXT NOT NULL,
        sex VARCHAR(8),
        birth VARCHAR(10),
        number VARCHAR(32),
        phone VARCHAR(32),
        address TEXT,
        commune TEXT,
        allergies TEXT,
        digits TEXT NOT NULL,
        CONSTRAINT pk_person PRIMARY KEY (person_id)
    )
    """,
    """
    CREATE TABLE person_number (
        person_id VARCHAR(36) NOT NULL,
        system VARCHAR(16) NOT NULL,
        value VARCHAR(32) NOT NULL,
        CONSTRAINT pk_person_number PRIMARY KEY (person_id, system, value)
    )
     WITHOUT ROWID
    """,
    """
    CREATE INDEX ix_person_number_value ON person_number (value)
    """,
    """
    CREATE TABLE person_link (
        person_id VARCHAR(36) NOT NULL,
        same_as VARCHAR(36) NOT NULL,
        CONSTRAINT pk_person_link PRIMARY KEY (person_id, same_as)
    )
     WITHOUT ROWID
    """,
    """
    CREATE INDEX ix_person_link_same_as ON person_link (same_as)
    """,
    """
    CREATE TABLE visit (
        person_id VARCHAR(36) NOT NULL,
        site VARCHAR(32) NOT NULL,
        day VARCHAR(10) NOT NULL,
        number VARCHAR(8),
        stage VARCHAR(16) NOT NULL,
        since BIGINT NOT NULL,
        arrived_at BIGINT,
        screened_at BIGINT,
        conclusion VARCHAR(16),
        delay_until VARCHAR(10),
        dose_id VARCHAR(36),
        observe_until BIGINT,
        ended_at BIGINT,
        reaction VARCHAR(8),
        CONSTRAINT pk_visit PRIMARY KEY (person_id, site, day)
    )
     WITHOUT ROWID
    """,
    """
    CREATE INDEX ix_visit_site_day_stage ON visit (site, day, stage)
    """,
    """
    CREATE TABLE dose (
        person_id VARCHAR(36) NOT NULL,
        dose_id VARCHAR(36) NOT NULL,
        site VARCHAR(32) NOT NULL,
        day VARCHAR(10) NOT NULL,
        given_at BIGINT NOT NULL,
        product VARCHAR(32) NOT NULL,
        lot VARCHAR(32) NOT NULL,
        expiry VARCHAR(10),
        dose_kind VARCHAR(16) NOT NULL,
        number INTEGER NOT NULL,
        volume FLOAT NOT NULL,
        body_site VARCHAR(16) NOT NULL,
        route VARCHAR(16) NOT NULL,
        vaccinator VARCHAR(36),
        device_id VARCHAR(36) NOT NULL,
        void_reason VARCHAR(16),
        voided_at BIGINT,
        CONSTRAINT pk_dose PRIMARY KEY (person_id, dose_id)
    )
     WITHOUT ROWID
    """,
    """
    CREATE INDEX ix_dose_site_day ON dose (site, day)
    """,
    """
    CREATE INDEX ix_dose_lot ON dose (site, product, lot, given_at, void_reason)
    """,
    """
    CREATE TABLE reaction (
        person_id VARCHAR(36) NOT NULL,
        reaction_id VARCHAR(36) NOT NULL,
        dose_id VARCHAR(36),
        site VARCHAR(32) NOT NULL,
        day VARCHAR(10) NOT NULL,
        onset_at BIGINT NOT NULL,
        severity VARCHAR(8) NOT NULL,
        symptoms TEXT NOT NULL,
        outcome VARCHAR(24) NOT NULL,
        reported_at BIGINT NOT NULL,
        acknowledged_at BIGINT,
        notified_at BIGINT,
        closed BOOLEAN NOT NULL,
        CONSTRAINT pk_reaction PRIMARY KEY (person_id, reaction_id)
    )
     WITHOUT ROWID
    """,
    """
    CREATE INDEX ix_reaction_site_day ON reaction (site, day)
    """,
    """
    CREATE TABLE lot (
        lot_id VARCHAR(36) NOT NULL,
        site VARCHAR(32) NOT NULL,
        product VARCHAR(32) NOT NULL,
        lot VARCHAR(32) NOT NULL,
        expiry VARCHAR(10) NOT NULL,
        received INTEGER NOT NULL,
        gone INTEGER NOT NULL,
        allocated INTEGER NOT NULL,
        returned INTEGER NOT NULL,
        CONSTRAINT pk_lot PRIMARY KEY (lot_id)
    )
    """,
    """
    CREATE INDEX ix_lot_site ON lot (site)
    """,
    """
    CREATE TABLE vial (
        vial_id VARCHAR(36) NOT NULL,
        site VARCHAR(32) NOT NULL,
        day VARCHAR(10) NOT NULL,
        device_id VARCHAR(36) NOT NULL,
        product VARCHAR(32) NOT NULL,
        lot VARCHAR(32) NOT NULL,
        opened_at BIGINT NOT NULL,
        discard_at BIGINT,
        doses INTEGER,
        discarded_at BIGINT,
        reason VARCHAR(16),
        drawn INTEGER,
        wasted INTEGER,
        CONSTRAINT pk_vial PRIMARY KEY (vial_id)
    )
    """,
    """
    CREATE INDEX ix_vial_site_day ON vial (site, day)
    """,
    """
    CREATE INDEX ix_vial_lot ON vial (site, product, lot, opened_at)
    """,
    """
    CREATE TABLE temperature (
        fridge_id VARCHAR(36) NOT NULL,
        at BIGINT NOT NULL,
        site VARCHAR(32) NOT NULL,
        fridge VARCHAR(64) NOT NULL,
        celsius FLOAT NOT NULL,
        CONSTRAINT pk_temperature PRIMARY KEY (fridge_id, at)
    )
     WITHOUT ROWID
    """,
    """
    CREATE TABLE rule_document (
        subject VARCHAR(36) NOT NULL,
        document VARCHAR(64) NOT NULL,
        version INTEGER NOT NULL,
        written TEXT NOT NULL,
        CONSTRAINT pk_rule_document PRIMARY KEY (subject)
    )
    """,
    """
    CREATE TABLE recall (
        subject VARCHAR(36) NOT NULL,
        product VARCHAR(32) NOT NULL,
        lot VARCHAR(32) NOT NULL,
        reason TEXT NOT NULL,
        CONSTRAINT pk_recall PRIMARY KEY (subject)
    )
    """,
    """
    CREATE INDEX ix_recall_lot ON recall (product, lot)
    """,
    """
    CREATE TABLE staff (
        staff_id VARCHAR(36) NOT NULL,
        login VARCHAR(64) NOT NULL,
        name TEXT NOT NULL,
        title VARCHAR(32) NOT NULL,
        role VARCHAR(16) NOT NULL,
        password TEXT NOT NULL,
        active BOOLEAN NOT NULL,
        CONSTRAINT pk_staff PRIMARY KEY (staff_id)
    )
    """,
    """
    CREATE INDEX ix_staff_login ON staff (login)
    """,
    """
    CREATE TABLE device (
        device_id VARCHAR(36) NOT NULL,
        site VARCHAR(32) NOT NULL,
        name TEXT NOT NULL,
        desk INTEGER NOT NULL,
        "key" VARCHAR(64) NOT NULL,
        revoked BOOLEAN NOT NULL,
        role VARCHAR(8) NOT NULL,
        CONSTRAINT pk_device PRIMARY KEY (device_id)
    )
    """,
    """
    CREATE TABLE site (
        site_id VARCHAR(36) NOT NULL,
        code VARCHAR(32) NOT NULL,
        name TEXT NOT NULL,
        commune TEXT,
        CONSTRAINT pk_site PRIMARY KEY (site_id)
    )
    """,
    """
    CREATE INDEX ix_site_code ON site (code)
    """,
    """
    CREATE TABLE epoch_begun (
        device_id VARCHAR(36) NOT NULL,
        entry_id VARCHAR(36) NOT NULL,
        epoch INTEGER NOT NULL,
        was INTEGER NOT NULL,
        held BIGINT NOT NULL,
        carried BIGINT NOT NULL,
        why VARCHAR(16) NOT NULL,
        begun_at BIGINT NOT NULL,
        CONSTRAINT pk_epoch_begun PRIMARY KEY (device_id, entry_id)
    )
    """,
    """
    CREATE TABLE refusal (
        refused VARCHAR(36) NOT NULL,
        entry_id TEXT NOT NULL,
        device_id VARCHAR(36) NOT NULL,
        epoch INTEGER NOT NULL,
        seq BIGINT NOT NULL,
        code VARCHAR(64) NOT NULL,
        detail TEXT NOT NULL,
        CONSTRAINT pk_refusal PRIMARY KEY (refused)
    )
    """,
    """
    CREATE INDEX ix_refusal_entry_id ON refusal (entry_id)
    """,
    """
    CREATE TABLE node (
        id INTEGER NOT NULL CONSTRAINT ck_node_one_row CHECK (id = 1),
        device_id VARCHAR(36) NOT NULL,
        epoch INTEGER NOT NULL,
        desk INTEGER NOT NULL,
        desk_name TEXT NOT NULL,
        site VARCHAR(32) NOT NULL,
        site_name TEXT NOT NULL,
        upstream TEXT NOT NULL,
        upstream_role VARCHAR(8) NOT NULL,
        upstream_key VARCHAR(64),
        centre_key VARCHAR(64),
        position BIGINT NOT NULL,
        mark BIGINT NOT NULL,
        seen_lc BIGINT NOT NULL,
        synced_at BIGINT,
        clock_offset FLOAT,
        CONSTRAINT pk_node PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE receipt (
        holder VARCHAR(8) NOT NULL,
        device_id VARCHAR(36) NOT NULL,
        epoch INTEGER NOT NULL,
        seq BIGINT NOT NULL,
        chain BLOB NOT NULL,
        signature BLOB NOT NULL,
        CONSTRAINT pk_receipt PRIMARY KEY (holder, device_id, epoch)
    )
    """,
    """
    CREATE TABLE seen (
        holder VARCHAR(8) NOT NULL,
        device_id VARCHAR(36) NOT NULL,
        epoch INTEGER NOT NULL,
        seq BIGINT NOT NULL,
        CONSTRAINT pk_seen PRIMARY KEY (holder, device_id, epoch)
    )
    """,
    """
    CREATE TABLE former_epoch (
        device_id VARCHAR(36) NOT NULL,
        epoch INTEGER NOT NULL,
        held BIGINT NOT NULL,
        fetched BIGINT NOT NULL,
        is_fetched BOOLEAN NOT NULL,
        CONSTRAINT pk_former_epoch PRIMARY KEY (device_id, epoch)
    )
    """,
    """
    CREATE TABLE upstream (
        "key" VARCHAR(64) NOT NULL,
        role VARCHAR(8) NOT NULL,
        url TEXT NOT NULL,
        position BIGINT NOT NULL,
        mark BIGINT NOT NULL,
        turn INTEGER NOT NULL,
        CONSTRAINT pk_upstream PRIMARY KEY ("key")
    )
    """,
    """
    CREATE TABLE urgent_held (
        entry_id VARCHAR(36) NOT NULL,
        CONSTRAINT pk_urgent_held PRIMARY KEY (entry_id)
    )
    """,
    """
    CREATE TABLE unreadable (
        device_id VARCHAR(36) NOT NULL,
        epoch INTEGER NOT NULL,
        seq BIGINT NOT NULL,
        written BLOB NOT NULL,
        CONSTRAINT pk_unreadable PRIMARY KEY (device_id, epoch, seq)
    )
    """,
    """
    CREATE TABLE search_due (
        "row" INTEGER NOT NULL,
        CONSTRAINT pk_search_due PRIMARY KEY ("row")
    )
    """,
    """
    CREATE TABLE search_size (
        only INTEGER NOT NULL,
        people INTEGER NOT NULL,
        CONSTRAINT pk_search_size PRIMARY KEY (only)
    )
    """,
    """
    CREATE TABLE kept (
        name VARCHAR(128) NOT NULL,
        value BLOB NOT NULL,
        CONSTRAINT pk_kept PRIMARY KEY (name)
    )
    """,
    """
    CREATE TRIGGER entry_refuses_update BEFORE UPDATE ON entry WHEN NOT (
        new.epoch > old.epoch AND old.chain IS NOT NULL AND new.chain IS NOT NULL
        AND new.subject = old.subject AND new.entry_id = old.entry_id
        AND new.device_id = old.device_id AND new.kind = old.kind AND new.lc = old.lc
        AND new.written = old.written
    )
    BEGIN
        SELECT RAISE(ABORT, 'the journal is only ever added to');
    END
    """,
    """
    CREATE TRIGGER entry_refuses_delete BEFORE DELETE ON entry
    BEGIN
        SELECT RAISE(ABORT, 'the journal is only ever added to');
    END
    """,
    """
    CREATE TRIGGER seal_refuses_update BEFORE UPDATE ON seal
    BEGIN
        SELECT RAISE(ABORT, 'the journal is only ever added to');
    END
    """,
    """
    CREATE TRIGGER seal_refuses_delete BEFORE DELETE ON seal WHEN NOT EXISTS (
        SELECT 1 FROM node WHERE device_id = old.device_id AND epoch > old.epoch
    )
    BEGIN
        SELECT RAISE(ABORT, 'the journal is only ever added to');
    END
    """,
    """
    CREATE INDEX ix_person_folded ON person (folded)
    """,
    """
    CREATE VIRTUAL TABLE person_words USING fts5(
        folded, content='', contentless_delete=1, detail=none,
        prefix='1 2 3 4 5 6', tokenize='ascii'
    )
    """,
    """
    CREATE VIRTUAL TABLE person_digits USING fts5(
        digits, content='', contentless_delete=1, tokenize='trigram'
    )
    """,
    """
    CREATE TRIGGER person_added AFTER INSERT ON person
    BEGIN
        INSERT OR IGNORE INTO search_due (row) VALUES (new.rowid);
    END
    """,
    """
    CREATE TRIGGER person_removed AFTER DELETE ON person
    BEGIN
        INSERT OR IGNORE INTO search_due (row) VALUES (old.rowid);
    END
    """,
    """
    CREATE TRIGGER person_changed AFTER UPDATE ON person
    BEGIN
        INSERT OR IGNORE INTO search_due (row) VALUES (old.rowid), (new.rowid);
    END
    """,
)


def upgrade() -> None:
    """Make everything, in the order of need."""
    for statement in STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    """There is nothing before this."""
    raise NotImplementedError
