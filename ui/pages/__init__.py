"""The screens: widgets that render what their presenter gives and emit what a hand did."""
