"""What the clerk sees. A view shows what it is given and asks by signals; it decides nothing."""
