"""One script for each revision of the database."""
