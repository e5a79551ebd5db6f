"""What a desk does, as use cases without a window.

The windows, the command line and the fault runs all drive `desk.desk.Desk`. Reading calls are
plain functions for an io thread; writing calls return a future that resolves after COMMIT.
"""
