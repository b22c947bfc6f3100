"""What can be run from a terminal besides the window. Exit codes: 0 fine, 1 a problem found, 2 bad usage."""
