"""Paper, printers and PDF files: how a feature prints."""
