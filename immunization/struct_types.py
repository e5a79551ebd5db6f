"""Make structs ready for threads.

msgspec builds what it needs to decode a struct at the first decoding of it. That runs Python
code, so a second thread can meet a description that is half built, and the interpreter
crashes (seen with msgspec 0.21 when two threads asked for the catalogue at once). A module
that defines a struct to be decoded prepares it at import: imports are made by one thread.
"""

from __future__ import annotations

import msgspec


def prepare(*types: type[msgspec.Struct]) -> None:
    """Build the decoding of struct types, and of all that they hold."""
    for type_ in types:
        msgspec.json.Decoder(type_)
