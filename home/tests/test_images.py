"""An editor's photograph tells nothing but what is in it, and its original has no address."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from home.models import SiteImage
from home.tests.factories import NewsPageFactory

pytestmark = pytest.mark.django_db

GPS, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112


def photograph(image_format="JPEG"):
    """60 by 40 pixels held sideways, with place, phone and orientation."""
    exif = Image.Exif()
    exif[MAKE] = "Secret Phone"
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS)[2] = (52.0, 17.0, 0.0)
    stream = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(stream, image_format, exif=exif)
    assert b"Secret Phone" in stream.getvalue()
    name = f"Ivanov-Pavlodar.{image_format.lower()}"
    return SimpleUploadedFile(name, stream.getvalue(), f"image/{image_format.lower()}")


def add(**fields):
    return SiteImage.objects.create(**{"title": "Карьер", "file": photograph(), **fields})


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP"])
def test_what_is_stored_has_no_metadata_and_stands_upright(image_format):
    image = add(file=photograph(image_format))
    with default_storage.open(image.file.name) as file:
        stored = file.read()
    assert b"Secret Phone" not in stored
    assert not Image.open(BytesIO(stored)).getexif()
    assert (image.width, image.height) == (40, 60)
    assert image.file_size == len(stored)
    assert "Ivanov" not in image.file.name


@pytest.mark.parametrize("kind", ["avif", "webp", "jpeg", "png"])
def test_a_rendition_is_served_and_has_no_metadata(client, kind):
    rendition = add().get_rendition(f"width-20|format-{kind}")
    response = client.get(rendition.url)
    assert response.status_code == 200
    content = b"".join(response.streaming_content)
    assert b"Secret Phone" not in content
    assert not Image.open(BytesIO(content)).getexif()
    assert response["Content-Type"] == f"image/{kind}"
    assert "immutable" in response["Cache-Control"]
    assert "Ivanov" not in rendition.url
    assert not response.cookies


@pytest.mark.parametrize("name", ["../{original}", "{bare}", "%2e%2e/{original}", "nothing.jpg"])
def test_originals_and_all_else_have_no_address(client, admin_client, name):
    image = add()
    bare = image.file.name.removeprefix("original_images/")
    addresses = [f"/media/{image.file.name}", "/media/images/" + name.format(original=image.file.name, bare=bare)]
    for reader in (client, admin_client):
        for address in addresses:
            assert reader.get(address).status_code == 404


def test_editing_the_title_leaves_the_file_alone():
    image = add()
    name = image.file.name
    image = SiteImage.objects.get()
    image.title = "Разрез"
    image.save()
    assert SiteImage.objects.get().file.name == name


def test_a_picture_in_the_text_comes_in_three_formats_with_its_words(client, news_index):
    image = add()
    image.contextual_alt_text, image.decorative = "Карьер у реки", False
    news = NewsPageFactory(parent=news_index, body=[("picture", {"image": image, "caption": "Карьер, март 2026"})])
    text = client.get(news.url).content.decode()
    assert 'type="image/avif"' in text
    assert 'type="image/webp"' in text
    assert 'alt="Карьер у реки"' in text
    assert "<figcaption>Карьер, март 2026</figcaption>" in text
    assert "original_images" not in text
