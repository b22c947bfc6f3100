"""Tables that know no feature."""
