"""Scripts that bring an older database to this version; see `local_db.revisions`."""
