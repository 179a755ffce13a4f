"""Looking for what cleaning should have removed; shares as little as possible with `cleaning`."""
