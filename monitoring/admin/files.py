"""Files of evidence that a desk may open, and those of them that are not ready or were not read."""

import datetime as dt
import uuid
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import register_admin_url_finder
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.viewsets.base import ViewSet

from monitoring import permissions
from monitoring.admin.scope import with_desk
from monitoring.enums import FileState, TextState
from monitoring.evidence.extraction import Failure
from monitoring.evidence.media_types import MediaType
from monitoring.evidence.responses import evidence_response
from monitoring.models import Case, EvidenceFile, EvidenceLink, EvidenceReceipt, EvidenceText
from monitoring.tasks import read_text_again


def desk_files(user: Any) -> QuerySet[EvidenceFile]:
    cases = Case.objects.manageable_by(user).values("pk")
    own = EvidenceReceipt.objects.filter(Q(log__case__in=cases) | Q(uploaded_by=user.pk))
    linked = EvidenceLink.objects.filter(case__in=cases, file=OuterRef("pk"))
    files = EvidenceFile.objects.filter(Exists(own.filter(file=OuterRef("pk"))) | Exists(linked))
    return files.select_related("text").prefetch_related(Prefetch("receipts", own, to_attr="of_desk"))


def name_of(file: Any) -> str:
    """The name under which this desk got it. The same bytes may have come to another desk from somebody else."""
    names = [receipt.original_name for receipt in file.of_desk if receipt.original_name]
    return names[0] if names else str(file)


def received_at(file: Any) -> dt.datetime:
    """When this desk got it."""
    return min((receipt.received_at for receipt in file.of_desk), default=file.received_at)


def kind_of(file: EvidenceFile) -> str:
    kind = MediaType(file.media_type).label if file.media_type in MediaType.values else file.media_type
    return f"{kind}, {filesizeformat(file.size)}"


class TextColumn(Column):
    """How the reading of its words went; in a list of its own what failed can be read again."""

    cell_template_name = "monitoring/admin/file_text_cell.html"

    def __init__(self, *, again: bool = False) -> None:
        super().__init__("text", label=_("Text"), accessor=text_of)
        self.again = again

    def get_cell_context_data(self, instance: EvidenceFile, parent_context: dict[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        text = text_of(instance)
        again = self.again and is_failed(text)
        return context | {
            "text": text,
            "reason": Failure(text.reason).label if text and text.reason else "",
            "again_url": reverse("monitoring_files:again", args=[instance.uid]) if again else "",
        }


def text_of(file: EvidenceFile) -> EvidenceText | None:
    """Of the present copy."""
    text: EvidenceText | None = getattr(file, "text", None)
    return text if text and text.copy_sha256 == file.derivative_sha256 else None


def is_failed(text: EvidenceText | None) -> bool:
    return text is not None and text.state == TextState.FAILED


def columns(*, again: bool = False) -> list[Column]:
    return [
        Column("kind", label=_("Type"), accessor=kind_of),
        Column("state", label=_("State"), accessor="get_state_display"),
        TextColumn(again=again),
        DateColumn("received_at", label=_("Received"), accessor=received_at),
    ]


class FileOfDeskFinder:
    """“Edit” of a chosen file opens the file itself."""

    def __init__(self, user: Any = None) -> None:
        self.user = user

    def get_edit_url(self, file: EvidenceFile) -> str | None:
        if self.user is not None and not desk_files(self.user).filter(pk=file.pk).exists():
            return None
        return reverse("monitoring_files:file", args=[file.uid])


def open_file(request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
    """The copy without metadata, or the file as it came while there is none; never shown inline then."""
    file = desk_files(request.user).filter(uid=uid).first()
    if file is None:
        raise Http404
    copied = bool(file.derivative)
    return evidence_response(
        request,
        file.derivative if copied else file.original,
        media_type=file.derivative_type if copied else "application/octet-stream",
        filename=f"{file.sha256[:12]}.{MediaType(file.media_type).extension}",
        etag=file.derivative_sha256 if copied else file.sha256,
        public=False,
    )


class UnreadyFiles(BaseListingView):
    page_title = _("Files being prepared or failed")
    header_icon = "doc-full-inverse"
    default_ordering = "-received_at"
    index_url_name = "monitoring_files:list"
    columns = [
        TitleColumn(
            "name",
            label=_("Name"),
            accessor=name_of,
            get_url=lambda file: reverse("monitoring_files:file", args=[file.uid]),
        ),
        *columns(again=True),
    ]

    def get_base_queryset(self) -> QuerySet[EvidenceFile]:
        unread = Q(text__state=TextState.FAILED, text__copy_sha256=F("derivative_sha256"))
        return desk_files(self.request.user).filter(~Q(state=FileState.READY) | unread).order_by("-received_at")


@require_POST
def read_again(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    file = desk_files(request.user).filter(uid=uid).first()
    if file is None:
        raise Http404
    if is_failed(text_of(file)):
        read_text_again.enqueue(file.pk)
        messages.success(request, _("The file will be read again in a few minutes."))
    return redirect("monitoring_files:list")


class FileViewSet(ViewSet):
    name = "monitoring_files"
    icon = "doc-full-inverse"
    menu_label = _("Files to watch")
    menu_name = "evidence-files"

    @property
    def menu_url(self) -> str:
        return reverse("monitoring_files:list")

    def get_menu_item(self, order: int | None = None) -> Any:
        item = super().get_menu_item(order)
        item.is_shown = lambda request: permissions.can_use_desk(request.user)
        return item

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", with_desk(UnreadyFiles.as_view()), name="list"),
            path("<uuid:uid>/", with_desk(open_file), name="file"),
            path("<uuid:uid>/again/", with_desk(read_again), name="again"),
        ]

    def on_register(self) -> None:
        super().on_register()
        register_admin_url_finder(EvidenceFile, FileOfDeskFinder)
