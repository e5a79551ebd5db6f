"""Made-up people and days, for the demo, the benchmarks and the fault runs."""
