"""Taking over the documents of an older program: each whole, or refused with its reasons."""
