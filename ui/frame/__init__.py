"""The frame: the main window's fixed regions, sign-in, dialogs and the keys of the house."""
