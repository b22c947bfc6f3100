"""The fault campaign: real servers, real processes and real kills, then a check of every promise."""
