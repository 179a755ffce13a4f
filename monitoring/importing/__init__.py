"""Many records from one file: read, map, check every row, then store all of them or none."""
