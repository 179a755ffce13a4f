"""Sample data of the style guide for lists and for the frame of the pages."""

from datetime import UTC, date, datetime
from typing import Any

from config.styleguide_record import CHIPS, FACTS, FILES, FINDING, GROUPS, REPLY, ROWS, SILENT, STATES
from monitoring.presenters.chart import Mark, line_chart

FACETS = [
    {
        "title": "Регион",
        "options": [
            {"label": "Жамбылская область", "count": 21, "url": "#"},
            {"label": "Костанайская область", "count": 14, "url": "#", "current": True},
            {"label": "Восточно-Казахстанская область", "count": 0},
        ],
        "more": [{"label": "Астана", "count": 9, "url": "#"}, {"label": "Шымкент", "count": 2, "url": "#"}],
    },
    {
        "title": "Вид решения",
        "options": [
            {"label": "Публичное обсуждение", "count": 38, "url": "#"},
            {"label": "Открытое собрание", "count": 17, "url": "#"},
        ],
    },
]
HIT = {
    "ref": "KZ-KUS-2025-0003",
    "url": "#",
    "title": "Уменьшение Тоунсорского заказника ради добычи бокситов",
    "meta": "Костанайская область, Камыстинский район · 18.12.2025 – 19.01.2026",
    "snippet": "…обоснование уменьшения территории заказника для проведения операций по недропользованию…",
    "lang": "ru",
    "chips": [
        {"state": "met", "label": "срок выдержан: 20 из 20"},
        {"state": "unknown", "label": "решение не опубликовано"},
    ],
}
KAZAKH_HIT = {
    "ref": "KZ-KUS-2025-0004",
    "url": "#",
    "title": "Жер қойнауын пайдалану жөніндегі операцияларды жүргізу үшін Тоунсор қаумалының аумағын кішірейту",
    "meta": "Қостанай облысы, Қамысты ауданы",
    "snippet": "Қоршаған ортаға әсерді бағалаудың жауапкершіліктеріңіздегі қанағаттандырылмағандықтарыңыздан…",
    "lang": "kk",
    "chips": [{"state": "late", "label": "ішінара"}],
}
CARDS = [
    {
        "when": "27 января, 11:00",
        "title": "Карьер глинистых грунтов «Заря 1»",
        "url": "#",
        "meta": "Западно-Казахстанская область, Бурлинский район, сельский клуб и Zoom",
    },
    {
        "ref": "KZ-ZHA-2025-0011",
        "title": "Закрытие полигона отходов в Меркенском районе",
        "url": "#",
        "meta": "Жамбылская область, обсуждение на портале",
        "chips": [{"state": "breach", "label": "нет протокола"}],
    },
    {
        "when": "4 ақпан, 15:00",
        "title": "Агломерацияның бас жоспары туралы ашық жиналыс",
        "url": "#",
        "lang": "kk",
        "meta": "Алматы",
        "text": "Жұртшылықтың ескертулері мен ұсыныстары қабылданады.",
    },
]
FIGURES = [
    {"value": 181, "label": "дело опубликовано", "url": "#"},
    {"value": 27, "label": "на проверке"},
    {"value": 64, "label": "обращения без ответа в срок", "url": "#"},
    {"value": 9, "label": "слушаний проведены заново", "url": "#"},
    {"value": 4, "label": "решения отменены", "url": "#"},
]
_TILES = (
    "СКО 4 5 1 1,КОС 14 4 2 3,АКМ 9 5 2 2,АСТ 9 6 2 2,ПАВ 12 7 2 3,ЗКО 5 2 2 1,АТР 11 1 3 2,АКТ 6 3 3 1,УЛТ 0 5 3 0,"
    "КАР 18 6 3 4,АБА 5 8 3 1,ВКО 7 9 3 1,МАН 13 1 4 3,КЗЛ 6 4 4 1,ЖАМ 21 6 4 4,АЛМ 8 7 4 2,ЖЕТ 4 8 4 1,ТУР 8 5 5 2,"
    "ШЫМ 2 6 5 1,АЛА 16 7 5 4"
)
TILES = [
    {
        "letters": letters,
        "name": letters,
        "value": value,
        "unit": f"{value} дел",
        "url": "#",
        "column": x,
        "row": y,
        "level": z,
    }
    for letters, value, x, y, z in (tile.split() for tile in _TILES.split(","))
]
CHART = line_chart(
    "sample",
    "Индекс по годам",
    "2021: 48; 2022: нет; 2023: 61; 2024: 72",
    [Mark("2021", 48, "9"), Mark("2022", None, "2"), Mark("2023", 61, "14"), Mark("2024", 72, "17")],
)
SAMPLES: dict[str, Any] = {
    "bars": [
        {"label": "город Алматы", "value": 9, "share": 100, "url": "#"},
        {"label": "Қарағанды облысы", "lang": "kk", "value": 4, "share": 44, "url": "#"},
    ],
    "chart": CHART,
    "chart_table": {
        "head": [{"label": "Год"}, {"label": "Индекс", "number": True}],
        "rows": [["2021", "48"], ["2022", "—"], ["2023", "61"], ["2024", "72"]],
    },
    "page_title": "Style guide",
    "robots": "noindex",
    "DEMONSTRATION": True,
    "crumbs": [("Дела", "#"), ("Астана", "#")],
    "site_menu": [
        (title, "#", title == "Дела")
        for title in ("Дела", "Слушания", "Органы", "Сроки", "Центры", "Новости", "Участвовать")
    ],
    "footer_links": [(title, "#") for title in ("Методика, версия 1", "Сообщить об ошибке", "Открытые данные")],
    "states": STATES,
    "chips": CHIPS,
    "kinds": ["", "met", "late", "breach", "unknown"],
    "rows": ROWS,
    "groups": GROUPS,
    "finding": FINDING,
    "reply": REPLY,
    "silent": SILENT,
    "files": FILES,
    "facts": FACTS,
    "facets": FACETS,
    "hit": HIT,
    "kazakh_hit": KAZAKH_HIT,
    "cards": CARDS,
    "figures": FIGURES,
    "tiles": TILES,
    "legend": [
        {"level": level, "text": text} for level, text in enumerate(["0", "1–7", "8–11", "12–15", "16 и больше"])
    ],
    "active": [{"label": "Костанайская область", "url": "#"}, {"label": "слово: заказник", "url": "#"}],
    "tabs": [
        {"label": "Список", "url": "#", "current": True},
        {"label": "Таблица", "url": "#"},
        {"label": "Карта", "url": "#"},
    ],
    "sorts": [{"label": "Сначала новые", "url": "#", "current": True}, {"label": "По совпадению", "url": "#"}],
    "exports": [{"label": "CSV", "url": "#"}, {"label": "JSON", "url": "#"}],
    "links": [
        {"label": "Досье с доказательствами, ZIP", "url": "#", "meta": "12 файлов, 48 МБ", "icon": "download"},
        {"label": "Напечатать", "url": "#", "icon": "print"},
    ],
    "cite_formats": [("BibTeX", "#"), ("RIS", "#")],
    "changes": [
        {
            "date": date(2026, 11, 22),
            "label": "версия 3",
            "text": "Исправлена дата окончания обсуждения.",
            "correction": True,
        },
        {
            "date": date(2026, 11, 2),
            "label": "версия 1",
            "text": "Опубликовано впервые.",
            "url": "#",
            "url_label": "сравнить",
        },
    ],
    "table_head": [
        {"label": "Орган", "sort_url": "#", "sorted": "ascending"},
        {"label": "Дел", "number": True},
        {"label": "Ответ в срок"},
    ],
    "table_rows": [
        [
            {"text": "Акимат Костанайской области", "url": "#"},
            {"text": "14", "number": True},
            {"state": "late", "label": "9 из 14"},
        ],
        [
            {"text": "Комитет экологического регулирования"},
            {"text": "7", "number": True},
            {"state": "met", "label": "7 из 7"},
        ],
    ],
    "empty_actions": [{"label": "Убрать фильтры", "url": "#"}, {"label": "Сообщать о новых", "url": "#"}],
    "map": {"points": [], "label": "Места дел"},
    "follow": {"feed": "#", "email": "#"},
    "embed": {"code": '<iframe src="https://aarhus.example/ru/embed/cases/KZ-PAV-2026-0001/"></iframe>', "oembed": "#"},
    "comparison_rows": [
        {"label": "Название", "old": "Коллектор", "new": "Водосбросной коллектор до реки Есиль", "changed": True},
        {"label": "Место", "old": "Астана", "new": "Астана", "changed": False},
    ],
    "steps": range(9),
    "saved_at": datetime(2026, 11, 22, 6, 24, tzinfo=UTC),
}
