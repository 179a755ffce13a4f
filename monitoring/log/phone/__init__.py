"""The log on a phone with no network: see docs/adr/0021-offline-log.md."""
