"""Find a client: the field, the list, whom this PC served last."""
