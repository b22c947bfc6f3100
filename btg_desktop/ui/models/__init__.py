"""Rows for the views' tables and lists. A model asks for more by a signal; it fetches nothing itself."""
