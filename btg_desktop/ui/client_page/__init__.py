"""Who is on screen: their card, the funds and the portfolio."""
