"""How a body, a term of office, a region or the country does by the record: sums over public cases."""
