"""How the window looks and speaks: theme, size, language, words, discreet mode."""
