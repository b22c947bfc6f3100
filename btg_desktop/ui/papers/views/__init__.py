"""What the clerk sees of it; shows and asks, decides nothing."""
