"""The desk's store: one encrypted SQLite file, one writer, many readers.

Importing this package is cheap: SQLAlchemy and SQLCipher come in when a store is opened,
alembic only when a migration must really run. So the window can be painted first.
"""
