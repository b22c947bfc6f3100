"""Copies of the private database: the file, the snapshot that fills it, and the way back (docs/adr/0005)."""
