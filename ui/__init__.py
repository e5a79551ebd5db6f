"""The windows: widgets, item models, presenters. No SQL, no network, no rules."""
