"""Work for the worker process: a renamed region can stand in many thousands of records."""

from django.apps import apps
from django_tasks import task

from monitoring.models import Case, ExecutiveBody
from search.enums import Several
from search.finding import CaseIndex, mark
from search.indexing import reindex
from search.language import Query

# What a case shows by name, and how the case is found from it.
NAMED = {
    "monitoring.Region": "region",
    "monitoring.District": "district",
    "monitoring.Initiator": "initiator",
    "monitoring.Official": "findings__official",
    "monitoring.ExecutiveBody": "body",
}


@task()
def reindex_cases_naming(label: str, key: int) -> int:
    """Bring up to date the rows of cases that show this reference record, or stand below it in the tree of bodies."""
    model = apps.get_model(label)
    cases = Case.objects.public()
    if model is ExecutiveBody:
        name = model.objects.values_list("key", flat=True).get(pk=key)
        marks = [mark((facet, name)) for facet in (Several.BODY, Several.ADDRESSEE)]
        below = CaseIndex.objects.asked(Query.parse(""), [marks]).values("pk")
        return reindex(cases.filter(pk__in=below) | cases.filter(body=key))
    return reindex(cases.filter(**{NAMED[label]: key}).distinct())
