"""The REST API: the use cases over HTTP, for other programs of the bank. It decides nothing itself."""
