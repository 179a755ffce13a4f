"""Work for the worker process: what takes longer than a reader should wait."""

import datetime as dt

from django.utils import timezone
from django_tasks import task

from monitoring.models import Case, DataPackage, EvidenceFile
from monitoring.models.evidence_texts import unread_files
from monitoring.services import digest
from monitoring.services.councils import recompute_due_dates
from monitoring.services.deadlines import recompute_open_cases
from monitoring.services.derived import run_assessments
from monitoring.services.evidence import prepare_file
from monitoring.services.evidence_texts import read_file
from monitoring.services.letters import send_to_coordinators, send_to_volunteer
from monitoring.services.packages import build_package
from monitoring.services.referrals.terms import recompute_open_steps
from monitoring.services.reply_letters import send_of_body_reply, send_to_body
from monitoring.services.suggestions import refresh_suggestions


@task()
def prepare_evidence(file_id: int) -> None:
    file = EvidenceFile.objects.get(pk=file_id)
    prepare_file(file)
    if unread_files().filter(pk=file_id).exists():
        read_file(file)


@task()
def read_evidence(case_id: int) -> None:
    """Words of the files that a publication of the case opened."""
    for file in unread_files().filter(links__case=case_id).distinct():
        read_file(file)


@task()
def read_text_again(file_id: int) -> None:
    """Asked for by hand: what failed is not tried by itself."""
    if file := EvidenceFile.objects.public().filter(pk=file_id).first():
        read_file(file)


@task()
def write_to_volunteer(log_id: int, event: str) -> None:
    send_to_volunteer(log_id=log_id, event=event)


@task()
def write_to_coordinators(case_id: int) -> None:
    send_to_coordinators(case_id=case_id)


@task()
def recompute_deadlines() -> None:
    recompute_open_cases()
    recompute_open_steps()
    recompute_due_dates()
    run_assessments(timezone.localdate())


@task()
def offer_signs(case_id: int) -> None:
    if case := Case.objects.public().filter(pk=case_id).first():
        refresh_suggestions(case=case)


@task()
def write_to_body(request_id: int, seed: str) -> None:
    send_to_body(request_id=request_id, seed=seed)


@task()
def write_of_body_reply(case_id: int) -> None:
    send_of_body_reply(case_id=case_id)


@task()
def send_digest(digest_id: int) -> None:
    digest.send(digest_id=digest_id)


@task()
def build_open_data(asked_at: str) -> None:
    """Once for all that was taken back before the last package was begun."""
    if not DataPackage.objects.filter(made_at__gt=dt.datetime.fromisoformat(asked_at)).exclude(file="").exists():
        build_package(timezone.localdate())
