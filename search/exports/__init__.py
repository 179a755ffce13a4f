"""Taking a list of cases away: exactly the rows and columns of the screen, one row at a time."""
