from django_tasks import task

from monitoring.importing.runs import carry_out
from monitoring.models import ImportRun


@task()
def carry_out_import(run_id: int) -> None:
    run = ImportRun.objects.select_related("created_by").get(pk=run_id)
    if run.is_under_way:
        carry_out(run)
