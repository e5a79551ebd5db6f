"""What each screen does, without a window: presenters take a View, the Desk and a Work.

No presenter imports QtWidgets. A view receives frozen facts and ids, and emits what a hand did.
"""
