"""One module per kind of file: each writes a copy that holds the content and nothing about its maker."""
