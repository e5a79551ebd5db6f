"""Words for people, in the product's two languages.

Qt Linguist translates what the windows say. Sentences that come from below the windows
(an error, the name of a vaccine, the reason of a verdict) must also reach the command
line and the centre, so they carry both languages themselves.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Language = Literal["vi", "en"]

LANGUAGES: tuple[Language, ...] = ("vi", "en")


class Text(msgspec.Struct, frozen=True):
    """One sentence or word in both languages; ``{name}`` marks a value to fill in."""

    vi: str
    en: str

    def say(self, language: Language, **values: object) -> str:
        """Return the words in ``language`` with the values filled in."""
        words = self.vi if language == "vi" else self.en
        return words.format(**values) if values else words
