"""What a body may be made of: few kinds of block, each readable on a phone and in print."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

RICH_TEXT = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class PictureBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(
        label=_("Caption"),
        max_length=300,
        required=False,
        help_text=_("What, where and when. Name people only if they agreed to it."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "home/blocks/picture.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Words"), max_length=1000)
    author = blocks.CharBlock(
        label=_("Who said it"),
        max_length=200,
        required=False,
        help_text=_("Only with that person's consent."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "home/blocks/quote.html"


class FileBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(
        label=_("Title of the link"),
        max_length=200,
        required=False,
        help_text=_("Empty: the document's own title."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "home/blocks/file.html"


class BodyBlock(blocks.StreamBlock):
    text = blocks.RichTextBlock(label=_("Text"), features=RICH_TEXT, template="home/blocks/text.html")
    picture = PictureBlock()
    quote = QuoteBlock()
    file = FileBlock()
