"""Codes: from a camera, a file or a hand scanner to a payload that the desk understands."""
