"""The command line's commands, a module each: what IT does with a desk, a hub or a centre.

To add one: a module with ``add(parsers)`` that adds its parser and sets ``run``, and a line
in `desktop_app.command_line`.
"""
