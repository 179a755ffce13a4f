"""A drafted letter joins the follow-up of its case; a template of letters changes hands."""

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log

from monitoring import permissions
from monitoring.enums import Language, ReferralKind
from monitoring.evidence.media_types import MediaType
from monitoring.letters.choice import LetterChoice
from monitoring.letters.cleaning import checked_upload
from monitoring.letters.rendering import Letter
from monitoring.letters.writing import try_template
from monitoring.models import Authority, Centre, ExecutiveBody, LetterTemplate, ReferralStep
from monitoring.open_data import PublicRecord
from monitoring.services.errors import NotThePublisher
from monitoring.services.papers import receive_paper
from monitoring.services.referrals import add_step, attach_letter, open_chain


def letter_name(record: PublicRecord, choice: LetterChoice) -> str:
    return f"{record.case.reference}-{choice.kind}-{choice.language}-{choice.written_on:%Y%m%d}.docx"


@transaction.atomic
def save_letter(
    *,
    record: PublicRecord,
    choice: LetterChoice,
    letter: Letter,
    authority: Authority,
    addressee: ExecutiveBody | None,
    addressee_text: str,
    user: Any,
) -> ReferralStep:
    """As the draft of a step: of the chain of the letter it follows, else of a new one. Raises ValidationError.

    The letter is confidential until somebody opens it, and the step is public only once it is sent.
    """
    previous = next((step for step in record.steps if str(step.uid) == choice.about), None)
    findings = [finding for finding in record.findings if str(finding.uid) in choice.findings]
    chain = previous.referral if previous else open_chain(case=record.case, findings=findings, user=user)
    step = add_step(
        referral=chain,
        kind=choice.kind,
        authority=authority,
        user=user,
        addressee=addressee,
        addressee_text=addressee_text,
        questions=choice.questions,
        previous=previous,
    )
    with override(choice.language):
        title = str(ReferralKind(choice.kind).label)
    name, size = letter_name(record, choice), len(letter.content)
    upload = InMemoryUploadedFile(BytesIO(letter.content), "file", name, MediaType.DOCX.value, size, None)
    paper = receive_paper(case=record.case, upload=upload, title=title, user=user)
    return attach_letter(step=step, file=paper, user=user)


@transaction.atomic
def upload_template(
    *, upload: Any, centre: Centre | None, kind: ReferralKind, language: Language, user: Any
) -> LetterTemplate:
    """Raises EvidenceRejected for a file that is no safe DOCX, TemplateRefused for one that makes no letter."""
    check_centre(centre, user)
    content = checked_upload(upload)
    with override(language):
        try_template(content, kind, language, timezone.localdate())
    template = locked_template(centre, kind, language)
    template.version += 1
    template.changed_by = user
    template.file.save("template.docx", ContentFile(content), save=False)
    template.full_clean()
    template.save()
    log(instance=template, action="monitoring.template_upload", user=user, data={"version": template.version})
    return template


@transaction.atomic
def drop_template(*, template: LetterTemplate, user: Any) -> None:
    """Back to the next template in order; the files of earlier versions stay."""
    check_centre(template.centre, user)
    held = locked_template(template.centre, template.kind, template.language)
    held.file.name, held.changed_by = "", user
    held.save()
    log(instance=held, action="monitoring.template_drop", user=user, data={"version": held.version})


def check_centre(centre: Centre | None, user: Any) -> None:
    """The country's templates are an administrator's, a centre's are its coordinators'."""
    if not permissions.can_change_templates(user, centre):
        raise NotThePublisher(_("These templates belong to another centre."))


def locked_template(centre: Centre | None, kind: str, language: str) -> LetterTemplate:
    template, _created = LetterTemplate.objects.select_for_update().get_or_create(
        centre=centre, kind=kind, language=language
    )
    return template
