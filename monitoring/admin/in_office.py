"""Beside a finding that names no official: who headed the body when it happened, or why nobody can be named."""

from django.utils.translation import gettext as _

from monitoring.models import Case, Finding
from monitoring.services.findings import holders


def in_office_text(case: Case, finding: Finding) -> str:
    """By what is saved in the draft. A suggestion: a person chooses."""
    if finding.official_id:
        return ""
    if case.body_id is None:
        return _("Choose the body of the record and save: who headed it then will be named here.")
    if finding.happened_on is None:
        return _("Write when it happened and save: who headed the body then will be named here.")
    found = [f"{tenure.official}, {tenure.position}" for tenure in holders(case.body_id, finding.happened_on)]
    if not found:
        return _("Of nobody is it known that they headed the body then.")
    if len(found) > 1:
        return _("Several were in office then: %(names)s. Choose by the document.") % {"names": "; ".join(found)}
    return _("In office then: %(name)s. Choose them if they answer for it.") % {"name": found[0]}
