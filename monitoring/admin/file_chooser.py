"""The chooser of evidence at the desk: files of the person's own cases, and the upload of another."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.chooser import (
    BaseChooseView,
    ChooseResultsViewMixin,
    ChooseViewMixin,
    ChosenMultipleView,
    ChosenView,
    CreateView,
    CreationFormMixin,
)
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets import BaseChooser

from monitoring.admin.files import columns, desk_files, kind_of, name_of
from monitoring.admin.scope import DeskPermissionPolicy, keys, with_desk
from monitoring.evidence.media_types import ACCEPT_ATTRIBUTE
from monitoring.models import EvidenceFile
from monitoring.services.evidence import store_evidence


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
