"""Alembic's environment: it runs on the connection that the program has open.

It knows no tables of the program: a migration says itself what it makes.
"""

from __future__ import annotations

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    transactional_ddl=True,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
