"""Where an older program's documents are read from: a JSON file, a dump's folder, a live database."""
