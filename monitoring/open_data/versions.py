"""Earlier public versions of a record, as they stood, without what has been closed since."""

from monitoring.models import Case, CaseVersion
from monitoring.presenters.case_evidence import open_links


def earlier_record(version: CaseVersion, current: Case) -> Case:
    """The case as version `version` told it; not to be saved. `current` is the public case `with_record`.

    Evidence shows only if it is open then and now, and a sign of a breach only if it was shown then and is not
    hidden now: what was made confidential later is not to be read in the past either.
    """
    if version.revision is None:
        raise ValueError("A version without its revision cannot be read")
    case = current.with_content_json(version.revision.content)
    case.version, case.last_published_at, case.change_note = version.number, version.at, version.note
    open_now = {link.uid for link in open_links(current)}
    hidden_now = {finding.uid for finding in current.findings.all() if not finding.is_shown}
    case.evidence.remove(*[link for link in case.evidence.all() if not link.is_public or link.uid not in open_now])
    case.findings.remove(*[item for item in case.findings.all() if not item.is_shown or item.uid in hidden_now])
    return case
