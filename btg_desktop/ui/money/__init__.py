"""Subscribe, cancel, and what waits for an answer."""
