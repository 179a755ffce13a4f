"""Reports of the desk: lists to work through and to take away as spreadsheets, of the own centre's cases only."""
