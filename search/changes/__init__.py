"""What became public of which case, in one order that never changes: feeds and alerts read it."""
