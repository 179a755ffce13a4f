"""Measures the site at size, never passing or failing: `make bench SIZE=100000 PARTS=pages,publish,night`."""
