"""Errors that the user can act upon.

A :class:`KnownError` is the environment's or the input's doing: it carries a sentence in
both languages that says what happened, what is safe and what to do. Everything else that
is raised is a bug of ours: it is logged with its traceback and reported.

To add one: subclass it in the package that meets the condition, give it ``text``, raise
it ``from`` the library's own exception. ``tests/unit`` walks the subclasses and checks
that both languages are there and name the same values.
"""

from __future__ import annotations

from typing import ClassVar

from immunization.text import Language, Text


class KnownError(Exception):
    """Something that the user can act upon.

    ``detail`` is for IT and is shown behind "Chi tiết cho IT"; it never holds personal data.
    """

    text: ClassVar[Text] = Text(
        vi="Có lỗi. Chưa mất gì. Xin thử lại.",
        en="Something went wrong. Nothing is lost. Please try again.",
    )

    def __init__(self, detail: str = "", **values: object) -> None:
        super().__init__(detail)
        self.detail = detail
        self.values = values

    def sentence(self, language: Language) -> str:
        """Return the sentence for the user."""
        return self.text.say(language, **self.values)

    def __str__(self) -> str:
        sentence = self.sentence("en")
        return f"{sentence} ({self.detail})" if self.detail else sentence
