"""The centre of notifications."""
