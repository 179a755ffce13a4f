"""Indicators of corruption risk that records can be compared for; docs/indicators.md tells which cannot, and why."""
