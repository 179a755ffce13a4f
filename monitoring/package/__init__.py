"""All public data as one package: made at night, kept under stable addresses, described for people and machines."""
