"""Files of evidence at the desk: what arrived in its cases, and what the person brought in."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

from django import forms
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
from wagtail.admin.views.generic.chooser import (
    BaseChooseView,
    ChooseResultsViewMixin,
    ChooseViewMixin,
    ChosenMultipleView,
    ChosenView,
    CreateView,
    CreationFormMixin,
)
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets import BaseChooser

from monitoring import permissions
from monitoring.admin.scope import DeskPermissionPolicy, keys, with_desk
from monitoring.enums import FileState, TextState
from monitoring.evidence.extraction import Failure
from monitoring.evidence.media_types import ACCEPT_ATTRIBUTE, MediaType
from monitoring.evidence.responses import evidence_response
from monitoring.models import Case, EvidenceFile, EvidenceLink, EvidenceReceipt, EvidenceText
from monitoring.services.evidence import store_evidence
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


class UploadForm(forms.Form):
    """Has the face of a model form for the chooser, and hands the file to the service that stores evidence once."""

    upload = forms.FileField(
        label=_("File"),
        help_text=_("PDF, DOCX, XLSX, pictures, sound or video, up to 50 MB. Confidential until you make it public."),
        widget=forms.FileInput({"accept": ACCEPT_ATTRIBUTE}),
    )

    def __init__(self, *args: Any, instance: Any = None, for_user: Any = None, **kwargs: Any) -> None:
        self.user = for_user
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "upload" in cleaned and self.user is not None:
            cleaned["receipt"] = store_evidence(upload=cleaned["upload"], user=self.user)
        return cleaned

    def save(self) -> EvidenceFile:
        return desk_files(self.user).get(pk=self.cleaned_data["receipt"].file_id)


class OwnFiles:
    def get_object_list(self) -> QuerySet[EvidenceFile]:
        return desk_files(self.request.user)  # type: ignore[attr-defined]

    @property
    def columns(self) -> list[Column]:
        return [self.title_column, *columns()]

    @property
    def title_column(self) -> TitleColumn:
        return TitleColumn(
            "title",
            label=_("Name"),
            accessor=name_of,
            get_url=lambda file: self.append_preserved_url_parameters(  # type: ignore[attr-defined]
                reverse(self.chosen_url_name, args=(file.pk,))  # type: ignore[attr-defined]
            ),
            link_attrs={"data-chooser-modal-choice": True},
        )


class UploadMixin(CreationFormMixin):
    def get_creation_form_class(self) -> type[UploadForm]:
        return UploadForm

    def get_creation_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_creation_form_kwargs(), "for_user": self.request.user}


class FileChooseView(OwnFiles, ChooseViewMixin, UploadMixin, BaseChooseView):
    pass


class FileChooseResultsView(OwnFiles, ChooseResultsViewMixin, UploadMixin, BaseChooseView):
    pass


class FileTitle:
    def get_display_title(self, instance: EvidenceFile) -> str:
        return name_of(instance)


class FileChosenView(FileTitle, ChosenView):
    def get_object(self, pk: Any) -> EvidenceFile:
        file = desk_files(self.request.user).filter(pk__in=keys([pk])).first()
        if file is None:
            raise Http404
        return file


class FileChosenMultipleView(FileTitle, ChosenMultipleView):
    def get_objects(self, pks: list[Any]) -> QuerySet[EvidenceFile]:
        return desk_files(self.request.user).filter(pk__in=keys(pks))


class FileUploadView(FileTitle, UploadMixin, CreateView):
    def save_form(self, form: UploadForm) -> EvidenceFile:
        return form.save()


class FileChooser(BaseChooser):
    """A file chosen before, by its kind: the name it arrived with is for the desk that received it."""

    def get_display_title(self, instance: EvidenceFile) -> str:
        return f"{kind_of(instance)}, {instance.sha256[:8]}"


class FileChooserViewSet(ChooserViewSet):
    name = "monitoring_file_chooser"
    model = EvidenceFile
    icon = "doc-full-inverse"
    choose_one_text = _("Choose or upload a file")
    choose_another_text = _("Choose another file")
    edit_item_text = _("Open the file")
    search_tab_label = _("Files of your cases")
    create_action_label = _("Upload")
    base_widget_class = FileChooser
    choose_view_class = FileChooseView
    choose_results_view_class = FileChooseResultsView
    chosen_view_class = FileChosenView
    chosen_multiple_view_class = FileChosenMultipleView
    create_view_class = FileUploadView
    permission_policy = DeskPermissionPolicy(EvidenceFile)

    def construct_view(self, view_class: type, **kwargs: Any) -> Callable[..., HttpResponseBase]:
        view: Callable[..., HttpResponseBase] = super().construct_view(view_class, **kwargs)
        return with_desk(view)
