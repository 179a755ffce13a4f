"""Templates of letters: take one away, edit it in a word processor, bring it back; or return to the shipped one."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from monitoring import permissions
from monitoring.admin.letters import docx_response
from monitoring.admin.scope import signed_in, with_desk
from monitoring.enums import Language, ReferralKind
from monitoring.letters import reference
from monitoring.letters.building import shipped_template
from monitoring.letters.kinds import LETTERS
from monitoring.models import Centre, LetterTemplate
from monitoring.models.letters import template_path
from monitoring.services.drafted_letters import drop_template, upload_template

NAME = "monitoring_letter_templates"
COUNTRY = "country"


def managed_centre(user: Any, key: str) -> Centre | None:
    """None for the whole country. Raises Http404 where the person may not look."""
    centre = None if key == COUNTRY else Centre.objects.filter(key=key).first()
    if (centre is None and key != COUNTRY) or not permissions.can_change_templates(user, centre):
        raise Http404
    return centre


def choosable(user: Any) -> list[tuple[str, str]]:
    """Key and name of whose templates the person may change."""
    managed = permissions.managed_centres(user)
    centres = Centre.objects.all() if managed is None else Centre.objects.filter(pk__in=managed)
    named = [(centre.key, str(centre)) for centre in centres]
    return [(COUNTRY, str(_("Whole country"))), *named] if managed is None else named


class TemplatesPage(WagtailAdminTemplateMixin, TemplateView):
    page_title = _("Templates of letters")
    header_icon = "doc-full"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"url": reverse(f"{NAME}:list"), "label": self.page_title}
        items = [*super().get_breadcrumbs_items(), here]
        return [*items, {"url": "", "label": self.get_page_subtitle()}] if "kind" in self.kwargs else items


class TemplateListView(TemplatesPage):
    template_name = "monitoring/admin/letter_templates.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = signed_in(self.request)
        options = choosable(user)
        key = self.request.GET.get("centre") or options[0][0]
        centre = managed_centre(user, key)
        made = {(item.kind, item.language): item for item in LetterTemplate.objects.for_centre(centre) if item.file}
        own = {place: item for place, item in made.items() if item.centre == centre}
        rows = [
            {
                "kind": ReferralKind(kind).label,
                "language": Language(language).label,
                "url": reverse(f"{NAME}:edit", args=[key, kind, language]),
                "own": own.get((kind, language)),
                "of_country": (kind, language) in made and (kind, language) not in own,
            }
            for kind, language in LETTERS
        ]
        return super().get_context_data(rows=rows, options=options, chosen=key, **kwargs)


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Template (DOCX)"),
        help_text=_("Up to 2 MB, without macros. A trial letter is made of it at once; what does not fit is named."),
        widget=forms.FileInput({"accept": ".docx"}),
    )


class OneTemplate(TemplatesPage):
    @cached_property
    def place(self) -> tuple[Centre | None, ReferralKind, Language]:
        kind, language = self.kwargs["kind"], self.kwargs["language"]
        if (kind, language) not in LETTERS:
            raise Http404
        return managed_centre(signed_in(self.request), self.kwargs["centre"]), ReferralKind(kind), Language(language)

    @cached_property
    def template(self) -> LetterTemplate | None:
        centre, kind, language = self.place
        return LetterTemplate.objects.for_centre(centre).filter(centre=centre, kind=kind, language=language).first()

    def get_page_subtitle(self) -> str:
        _centre, kind, language = self.place
        return f"{kind.label} ({language.label})"


class TemplateEditView(OneTemplate):
    template_name = "monitoring/admin/letter_template.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        centre, kind, language = self.place
        if "drop" in request.POST and self.template:
            drop_template(template=self.template, user=request.user)
            messages.success(request, _("The template that comes with the software is used again."))
            return redirect(request.path)
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                upload_template(
                    upload=form.cleaned_data["file"], centre=centre, kind=kind, language=language, user=request.user
                )
            except ValidationError as refusal:
                form.add_error("file", refusal)
            else:
                messages.success(request, _("The template is taken. Letters are made of it from now on."))
                return redirect(request.path)
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        def url(version: int) -> str:
            return reverse(f"{NAME}:file", kwargs={**self.kwargs, "version": version})

        self.place  # noqa: B018 (404 before anything is shown)
        last = self.template.version if self.template else 0
        return super().get_context_data(
            **{
                "form": UploadForm(),
                "template": self.template,
                "shipped_url": url(0),
                "versions": [(number, url(number)) for number in range(last, 0, -1)],
                "fields": reference.FIELDS,
                "lists": reference.LISTS,
                "previous": reference.PREVIOUS,
                **kwargs,
            }
        )


class TemplateFileView(OneTemplate):
    """Version 0 is the one that comes with the software."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _centre, kind, language = self.place
        number = self.kwargs["version"]
        if number == 0:
            content = shipped_template(kind, language)
        elif self.template is None or number > self.template.version:
            raise Http404
        else:
            content = stored_version(self.template, number)
        return docx_response(content, f"{kind}.{language}.v{number}.docx")


def stored_version(template: LetterTemplate, number: int) -> bytes:
    storage = template.file.storage
    name = template_path(
        LetterTemplate(centre=template.centre, kind=template.kind, language=template.language, version=number), ""
    )
    with storage.open(name, "rb") as stored:
        content: bytes = stored.read()
    return content


class LetterTemplateViewSet(ViewSet):
    name = NAME
    icon = "doc-full"
    menu_label = _("Templates of letters")
    menu_name = "letter-templates"

    @property
    def menu_url(self) -> str:
        return reverse(f"{NAME}:list")

    def get_menu_item(self, order: int | None = None) -> Any:
        item = super().get_menu_item(order)
        item.is_shown = lambda request: permissions.can_use_desk(request.user)
        return item

    def get_urlpatterns(self) -> list[URLPattern]:
        def guarded(view: type[TemplatesPage]) -> Callable[..., HttpResponseBase]:
            return with_desk(view.as_view())

        one = "<slug:centre>/<slug:kind>/<slug:language>/"
        return [
            path("", guarded(TemplateListView), name="list"),
            path(one, guarded(TemplateEditView), name="edit"),
            path(f"{one}<int:version>.docx", guarded(TemplateFileView), name="file"),
        ]
