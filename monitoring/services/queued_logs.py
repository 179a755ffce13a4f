"""A log that was finished on a phone without a network arrives whole, as often as the phone likes to send it."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from monitoring.evidence.errors import EvidenceRejected
from monitoring.models import EvidenceUpload, FieldLog
from monitoring.services.logs import LogClosed, save_answers, stored_answer, submit_log
from monitoring.services.uploads import WholeDiffersError, finish_upload


class FilesMissingError(Exception):
    """Of these files not every byte is here; they are to be sent (again)."""

    def __init__(self, uids: list[uuid.UUID]) -> None:
        super().__init__(", ".join(map(str, uids)))
        self.uids = uids


class FileRefusedError(Exception):
    """One of the files came whole and is not taken as evidence."""

    def __init__(self, uid: uuid.UUID, reason: EvidenceRejected) -> None:
        super().__init__(str(uid))
        self.uid, self.reason = uid, reason


def receive_log(
    *, uid: uuid.UUID, user: Any, answers: Mapping[str, Any], revision: int, screen: str, files: Iterable[uuid.UUID]
) -> tuple[FieldLog, dict[str, str]]:
    """Save, check that every file is here, and hand over; returns the log and the SHA-256 of each file by uid.

    Sent again after it was handed over with the same answers and files, it changes nothing. Raises what
    `save_answers`, `submit_log` and `finish_upload` raise, FilesMissingError and FileRefusedError.
    """
    try:
        log = save_answers(uid=uid, user=user, answers=answers, revision=revision, screen=screen)
    except LogClosed as closed:
        if any(stored_answer(closed.log, name) != value for name, value in answers.items()):
            raise
        return closed.log, _received(closed.log, files)
    hashes = _received(log, files)
    submit_log(log=log, user=user)
    log.refresh_from_db()
    return log, hashes


def _received(log: FieldLog, uids: Iterable[uuid.UUID]) -> dict[str, str]:
    wanted = list(uids)
    known = EvidenceUpload.objects.filter(log=log, uid__in=wanted)
    uploads = {upload.uid: upload for upload in known.select_related("receipt__file", "log", "owner")}
    hashes: dict[str, str] = {}
    missing = []
    for uid in wanted:
        upload = uploads.get(uid)
        if upload is None or not upload.is_whole:
            missing.append(uid)
            continue
        try:
            hashes[str(uid)] = finish_upload(upload).file.sha256
        except WholeDiffersError:
            missing.append(uid)
        except EvidenceRejected as reason:
            raise FileRefusedError(uid, reason) from reason
    if missing:
        raise FilesMissingError(missing)
    return hashes
