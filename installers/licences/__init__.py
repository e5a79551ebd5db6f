"""Whose work is in the bundle, under which licence, and that none of it is GPL.

LGPL is fine: those libraries lie beside the program as files of their own, which a user may
replace. `judged.toml` holds what the packages' own metadata do not say or do not say plainly.
"""
