"""What the window puts on paper: receipts and the end of a shift, for the screen, the printer and PDF."""
