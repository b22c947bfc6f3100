"""Files of movements that people and other programs read: CSV and Excel."""
