"""What readers see is asked for by audience: reading code never starts from all the records there are."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.ROOT)
PROTECTED = {
    "Case",
    "Milestone",
    "Consultation",
    "Notice",
    "EvidenceFile",
    "EvidenceLink",
    "EvidenceReceipt",
    "Assessment",
    "Finding",
    "FieldLog",
    "ReviewComment",
    "CaseRecord",
    "ScorecardComment",
    "CaseFigures",
    "CaseDeadline",
    "RecordEvent",
    "Suggestion",
    "AttendanceSheet",
    "AttendanceName",
    "ProtocolPrint",
    "ProtocolBand",
    "ReplyRequest",
    "RequestedFinding",
    "BodyReply",
    "CouncilSession",
    "Recommendation",
    "StepQuestion",
    "StepReply",
    "StepEvent",
    "ReferralOutcome",
    "ReferralStep",
    "Referral",
    "FollowUpFile",
}
SCOPES = {"public", "visible_to", "manageable_by", "withdrawn", "being_checked", "of", "holding"}
READING = [
    "monitoring/views",
    "monitoring/presenters",
    "monitoring/open_data",
    "monitoring/pack",
    "monitoring/package",
    "monitoring/letters",
    "monitoring/templatetags",
    "monitoring/sitemaps.py",
    "monitoring/log",
    "search",
    "home",
    "notify",
]
# They build the read model: of cases that were found to be public, or in tables of its own from a set of queries.
EXEMPT = {
    "search/indexing.py",
    "search/keeping.py",
    "search/parts.py",
    "search/facts.py",
    "search/evaluation.py",
    "search/everywhere/signals.py",
}


def unscoped(source: str) -> Iterator[str]:
    tree = ast.parse(source)
    scoped = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in SCOPES}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Attribute)
            and node.attr in {"objects", "_default_manager", "_base_manager"}
            and id(node) not in scoped
            and isinstance(node.value, (ast.Name, ast.Attribute))
            and (node.value.id if isinstance(node.value, ast.Name) else node.value.attr) in PROTECTED
        ):
            yield f"line {node.lineno}: {ast.unparse(node)}"


def reading_modules() -> Iterator[Path]:
    for place in READING:
        path = ROOT / place
        yield from [path] if path.is_file() else path.rglob("*.py")


def test_reading_code_starts_from_a_scope():
    found = [
        f"{path.relative_to(ROOT)} {line}"
        for path in reading_modules()
        if not {"tests", "migrations"} & set(path.parts) and str(path.relative_to(ROOT)) not in EXEMPT
        for line in unscoped(path.read_text())
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("source", "caught"),
    [
        ("Case.objects.all()", True),
        ("models.Case.objects.filter(live=True)", True),
        ("Case._default_manager.get(pk=1)", True),
        ("Case.objects.public().filter(live=True)", False),
        ("Region.objects.all()", False),
    ],
)
def test_the_rule_itself(source, caught):
    assert bool(list(unscoped(source))) is caught
