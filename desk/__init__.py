"""What a desk does, as use cases without a window."""
