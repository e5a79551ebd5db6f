"""The rules that hold at this desk: the program's own, and what the centre issued since.

They are put together when somebody signs in, so that no rule changes under a nurse's hands;
each rule bears its own dates besides, so a document may be sent long before it is to hold.
"""

from __future__ import annotations

from sqlalchemy import Connection

from immunization.rulebook import catalogue_of, default_documents
from immunization.vaccines import Catalogue
from local_db import queries


def rules_in_force(connection: Connection, built_in: Catalogue) -> Catalogue:
    """Return the catalogue to work by; ``built_in`` where the centre has issued nothing."""
    issued = queries.rule_documents(connection)
    return catalogue_of(default_documents(), issued) if issued else built_in
