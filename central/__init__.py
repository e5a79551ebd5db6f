"""The centre (and the hub): takes batches, gives feeds, projects what it holds."""
