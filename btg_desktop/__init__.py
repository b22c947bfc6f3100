"""BTG Desktop: the counter application of a bank branch."""

__version__ = "0.1.0"
