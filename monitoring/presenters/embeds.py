"""What newspapers put on their pages: the code of a frame, and where its oEmbed description stands."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from monitoring.presenters.links import absolute, case_path

WIDTH = 600
NARROWEST = 240
CARD_HEIGHT, CHART_HEIGHT, LIST_HEIGHT = 300, 460, 640


@dataclass(frozen=True)
class Frame:
    """`page` is the public page shown in part, `address` the frame's own; both are paths. Sizes are in CSS pixels."""

    page: str
    address: str
    title: str
    height: int

    def code(self, width: int | str = "100%", height: int | None = None) -> SafeString:
        """The frame loads no script and sets no cookie, and the site is not told on whose page it stands."""
        return format_html(
            '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" referrerpolicy="no-referrer" '
            'sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>',
            absolute(self.address),
            self.title,
            width,
            height or self.height,
        )


def embed(frame: Frame) -> dict[str, Any]:
    """Context of `components/embed.html`, and of the discovery link in the head of the page."""
    return {"code": frame.code(), "oembed": oembed_address(frame.page), "title": frame.title}


def oembed_address(page: str) -> str:
    """Empty when the journalists' desk, which answers there, is not installed."""
    try:
        return absolute(reverse("oembed", query={"url": absolute(page), "format": "json"}))
    except NoReverseMatch:
        return ""


def case_frame(reference: str, title: str) -> Frame:
    page = case_path(reference)
    return Frame(page, reverse("monitoring:case_embed", args=[reference]), title, CARD_HEIGHT)


def scorecard_frame(address: str, title: str) -> Frame:
    """`address` is that of the scorecard, with its query."""
    language, _slash, rest = address.removeprefix("/").partition("/")
    return Frame(address, f"/{language}/embed/{rest}", title, CHART_HEIGHT)
