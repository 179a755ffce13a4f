"""Law in a line, as readers know it."""

from typing import TYPE_CHECKING

from monitoring.presenters.case_findings import provision_text

if TYPE_CHECKING:
    from monitoring.models import Provision

CONVENTION = "AARHUS"
"""The key of the Aarhus Convention among the acts."""


def short_law(provision: "Provision") -> str:
    """Readers know paragraphs of the Convention by code (A6.2); codes of other acts are only ours."""
    if provision.act.key == CONVENTION:
        return f"{provision.key} {provision.name}"
    return f"{provision.name} ({provision_text(provision)})" if provision.article else provision.name
