"""The business: models, money, rules and errors. Pure: no I/O, no clock, no Qt."""
