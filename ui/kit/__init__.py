"""The kit: tokens, theme, painted components and item views that every page is made of."""
