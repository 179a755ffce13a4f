"""What templates need to show things the same way everywhere: dates, icons, languages, pages, machine-readable data."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.core.serializers.json import DjangoJSONEncoder
from django.template import Context
from django.template.defaultfilters import stringfilter
from django.urls import translate_url
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from config.typography import ICONS, SOLID_ICONS, soft_hyphens
from monitoring.presenters import dates, numbers

register = template.Library()

LANGUAGE_NAMES = {"ru": ("Русский", "Рус"), "kk": ("Қазақша", "Қаз"), "en": ("English", "Eng")}
_OPTION = '<li{}><a href="{}"{} rel="nofollow"><span{}>{}{}</span><span class="facet__count">{}</span></a></li>'
_NO_OPTION = '<li{}><span class="facet__empty"><span>{}</span><span>{}</span></span></li>'
_CURRENT, _NOTHING = mark_safe(' aria-current="true"'), mark_safe("")
_JSON_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """A decorative picture: the word always stands beside it. Unknown names are an error, not a blank."""
    kind = " icon--solid" if name in SOLID_ICONS else ""
    return format_html(
        '<svg class="icon{}" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        kind,
        ICONS[name],
    )


@register.simple_tag
def facet_options(options: Iterable[Mapping[str, Any]]) -> SafeString:
    """The items of `components/facet.html`. options [{label, count, url, current, lang, depth}]; one that is current
    leads to the list without it, one without url is shown but cannot be chosen.

    A list of cases has two hundred: drawn by a template each, they took a third of the time of the page.
    """
    return mark_safe("".join(map(_facet_option, options)))


def _facet_option(option: Mapping[str, Any]) -> SafeString:
    depth, lang, label, count = (option.get(name) for name in ("depth", "lang", "label", "count"))
    count = grouped(count)
    deep = format_html(' class="facet__deep-{}"', depth) if depth else _NOTHING
    if not option.get("url"):
        return format_html(_NO_OPTION, deep, label, count)
    spoken = format_html(' lang="{}"', lang) if lang else _NOTHING
    current, met = (_CURRENT, icon("met")) if option.get("current") else (_NOTHING, _NOTHING)
    return format_html(_OPTION, deep, option["url"], current, spoken, met, label, count)


@register.filter
def grouped(value: Any) -> Any:
    """A whole number as people read it, `100 000`; what is none stays as it is."""
    return numbers.grouped(value) if isinstance(value, int) else value


@register.filter
def long_date(value: date | None) -> str:
    """`22 ноября 2026`, `2026 жылғы 22 қараша`, `22 November 2026`; an empty value stays empty."""
    return dates.long_date(value) if value else ""


@register.filter
def table_date(value: date | None) -> str:
    """`22.11.2026`, the form of tables."""
    return dates.table_date(value) if value else ""


@register.filter
def long_moment(value: datetime | None) -> str:
    """`22 ноября 2026, 11:24` in the site's time zone."""
    if value is None or value == "":
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{long_date(local)}, {format_date(local, 'H:i')}"


@register.simple_tag
def day(value: Any, form: str = "long") -> str:
    """A date or moment people read with its ISO form for machines; `form`: long, table, moment."""
    if value is None or value == "":
        return ""
    show = {"long": long_date, "table": table_date, "moment": long_moment}[form]
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), show(value))


@register.filter(is_safe=True)
@stringfilter
def hyphenate(value: str) -> str:
    """Places where long Kazakh and Russian words may break, for headings: browsers have no Kazakh dictionary."""
    return soft_hyphens(value)


@register.filter
@stringfilter
def short_hash(value: str) -> str:
    """`9f2c 41ab … 77d0`: enough of a SHA-256 to compare by eye; the whole one stands in the title."""
    return f"{value[:4]} {value[4:8]} … {value[-4:]}" if len(value) > 16 else value


@register.filter
def elided_pages(page: Page) -> Iterator[str | int]:
    """Page numbers around the current one with `…` in the gaps."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[dict[str, Any]]:
    """The address of this page in every language. A view whose addresses differ by more than the prefix
    puts `translations` ({language: address}) in its context; a language it lacks leads to that language's home.
    """
    request = context.get("request")
    if request is None:
        return []
    known: dict[str, str] | None = context.get("translations")
    links = []
    for code, _name in settings.LANGUAGES:
        name, short = LANGUAGE_NAMES[code]
        if known is None:
            exists, url = True, translate_url(request.get_full_path(), code)
        else:
            exists, url = code in known, known.get(code, f"/{code}/")
        links.append(
            {
                "code": code,
                "name": name,
                "short": short,
                "url": url,
                "exists": exists,
                "current": code == get_language(),
            }
        )
    return links


@register.simple_tag(takes_context=True)
def absolute(context: Context, path: str = "") -> str:
    """The public address of a path (of this page without its query when left out), by SITE_URL and not by the
    Host header: it is printed, cited and cached.
    """
    if path.startswith(("http://", "https://")):
        return path
    request = context.get("request")
    return f"{settings.SITE_URL}{path or (request.path if request else '')}"


@register.filter
def without_query(address: str) -> str:
    return address.partition("?")[0]


@register.filter
def json_ld(data: dict[str, Any]) -> SafeString:
    """A linked-data block no text inside it can close."""
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False).translate(_JSON_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


@register.filter
def first_word(name: str) -> str:
    return str(name).partition(" ")[0]


@register.filter
def other_words(name: str) -> str:
    return str(name).partition(" ")[2]


@register.simple_tag(takes_context=True)
def page_address(context: Context, number: int, param: str = "") -> str:
    """This address with another page number; the first page has none, so that a list has one address."""
    query = context["request"].GET.copy()
    name = param or "page"
    query.pop(name, None)
    if number > 1:
        query[name] = str(number)
    return f"?{query.urlencode()}"
