"""The public data for programs: the same records, filters and words as the pages, read only."""
