"""The journal and the tables projected from it: shared by the desk, the hub and the centre.

SQLAlchemy Core that runs alike on SQLite and PostgreSQL. Nothing here opens a database,
starts a transaction or commits: the caller passes a connection that is in one.
"""
