"""Every screen in every state, with made-up people, for pictures and for the layout checks."""
