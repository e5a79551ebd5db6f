"""Libraries that read codes, each behind the same two words: `name` and `look`."""
