"""Move entries between a desk and its upstream, and nothing else."""
