"""Terms of the law that can be counted from the dates of a case."""

from monitoring.case_deadlines.case import case_deadlines
from monitoring.case_deadlines.computed import ComputedDeadline

__all__ = ["ComputedDeadline", "case_deadlines"]
