"""A tour of the whole program in its real window, worked by keyboard and pictured scene by scene."""
