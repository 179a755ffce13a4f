"""The movement's own thresholds of the indicators: what is worth a look, nothing that the law forbids."""

SPLIT_CASES = 3
"""K03: cases of one initiator in one district within `SPLIT_MONTHS`."""
SPLIT_MONTHS = 12
DAYS_OFF_SHARE = 0.4
"""K06: share of days that do not count in a period of notice or discussion (weekends alone make 2 of 7)."""
WORKING_HOURS = (9, 18)
"""K07: hours, the second exclusive, in which those employed cannot come; a sign only without the internet."""
SAME_PEOPLE = 5
"""K09: people who registered at hearings of different initiators."""
LIKENESS = 0.9
"""K11: share of shingles that two protocols have in common."""
LEAST_SHINGLES = 100
"""K11: shorter texts are alike by their form."""
LEAST_CASES = 5
"""K12 and K13: under this many cases a share or a median says nothing."""
CONSULTANT_SHARE = 0.6
"""K12: more than this of a body's cases written by one developer."""
FAST_SHARE = 0.5
"""K13: quicker than this part of the median."""
