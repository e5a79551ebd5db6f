"""Benchmarks: each figure beside its bare limit or peer, measured in the same run.

``python3 dev.py bench NAME --json`` prints one object on standard output; progress goes
to standard error. Machines are noisy and differ: read the ratios first.
"""
