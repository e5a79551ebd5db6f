"""The demo: a nurse's day on real input, with a kill in the middle, checked at the end."""
