"""The program: the composition root, the command line, background work, demo and benchmarks."""
