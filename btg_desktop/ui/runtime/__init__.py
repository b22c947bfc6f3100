"""Threads and turns: what keeps the GUI thread free."""
