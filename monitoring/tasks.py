"""Work for the worker process: what takes longer than a reader should wait."""

from django_tasks import task

from monitoring.models import EvidenceFile
from monitoring.services.evidence import prepare_file


@task()
def prepare_evidence(file_id: int) -> None:
    prepare_file(EvidenceFile.objects.get(pk=file_id))
