"""What each screen is for, in a few sentences (F1)."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.presenters.stage import Where


class Help(QObject):
    """Sentences by screen. A QObject only so that they go through Qt Linguist."""

    def lines(self, where: Where) -> tuple[str, ...]:
        """Return the sentences of a screen: what it is for, then what to know."""
        return self._all()[where]

    def _all(self) -> dict[Where, tuple[str, ...]]:
        return {
            "reception": (
                self.tr(
                    "Find or register the person, compare card and record, give the number of "
                    "the day."
                ),
                self.tr(
                    "Nothing is saved until the blue button is pressed. A code that is not ours "
                    "saves nothing."
                ),
            ),
            "screening": (
                self.tr("Measure, ask each item, then save the conclusion."),
                self.tr(
                    "The proposal comes from the rules. Another choice asks for a reason, which "
                    "the supervisor sees."
                ),
            ),
            "injection": (
                self.tr("Read the verdict, compare the person, inject, then record."),
                self.tr(
                    "A vial's code changes the vial, never the person. What was just saved can be "
                    "voided with a reason: both entries stay."
                ),
            ),
            "observation": (
                self.tr("Reactions stand first, then those whose time is up."),
                self.tr("Leaving before the time is up needs a reason."),
            ),
            "list": (
                self.tr("Everybody who came today, and how far each entry has come."),
                self.tr("Choose a row to see the person's history and to void a dose."),
            ),
            "stock": (
                self.tr("Lots at this site: what came, what was used, what is left."),
                self.tr("A box's code fills product and lot of a delivery."),
            ),
            "serious": (
                self.tr("Serious events until they are closed, and the 24 hours of the report."),
                self.tr("The alarm rings until a supervisor acknowledges it here."),
            ),
            "devices": (
                self.tr("Choose the camera, and try the hand scanner with the test code."),
                self.tr("Nothing of the camera's picture is stored."),
            ),
            "sync": (
                self.tr("Why something is not at the centre yet, and what to do."),
                self.tr("Working without a network is normal. Entries go by themselves later."),
            ),
        }
