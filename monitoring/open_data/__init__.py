"""The public data of one case, in one shape for every file and interface that gives them away."""

from monitoring.open_data.case import case_data
from monitoring.open_data.reading import PublicRecord, public_record
from monitoring.open_data.table import case_tables, long_table

__all__ = ["PublicRecord", "case_data", "case_tables", "long_table", "public_record"]
