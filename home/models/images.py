"""Editors' pictures: kept without EXIF and under a name that tells nothing of who took them."""

import uuid
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from home.pictures import without_metadata


class SiteImage(AbstractImage):
    """The file is redrawn from its pixels when it arrives: neither it nor a rendition holds a place or a camera."""

    file: Any
    admin_form_fields = Image.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def get_upload_to(self, filename: str) -> str:
        """Renditions take their name from this one and are public: the name given by a phone stays unknown."""
        return f"original_images/{uuid.uuid4().hex}{PurePath(filename).suffix.lower()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.file and not self.file._committed:
            self.file = without_metadata(self.file)
            self._set_image_file_metadata()
        super().save(*args, **kwargs)


class Rendition(AbstractRendition):
    image = models.ForeignKey(SiteImage, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    @property
    def url(self) -> str:
        """The same address on every storage: a signed one would expire inside cached pages."""
        return f"{settings.MEDIA_URL}{self.file.name}"
