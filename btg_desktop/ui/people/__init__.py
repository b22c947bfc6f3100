"""Register and edit clients; the preferences."""
