"""Ready questions: filter links in plain words, kept by editors, shown where nothing was asked yet."""
