"""What happens when the clerk asks: which use case runs, on which lane, and what the views then show."""
