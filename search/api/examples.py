"""One record of each kind for the OpenAPI document. A test compares them with the description of the answers."""

from typing import Any

Data = dict[str, Any]
SITE = "https://aarhus.example/ru"

REGION: Data = {"key": "PAV", "name": "Павлодарская область"}
BODY: Data = {"key": "pav-nedra", "name": "Управление недропользования Павлодарской области"}
KIND: Data = {"key": "open_meeting", "name": "Общественные слушания: открытое собрание"}
SECTOR: Data = {"key": "16", "name": "Карьеры и открытая добыча"}
STAGE: Data = {"code": "announced", "label": "Объявлено"}
ARTICLE: Data = {"code": "6", "label": "Статья 6"}
LAW: Data = {
    "key": "A6.2",
    "text": "Орхусская конвенция, статья 6, пункт 2",
    "name": "Своевременное и эффективное уведомление",
    "unverified": False,
}
REFERENCE: Data = {"source": "Официальный сайт", "confidence": {"code": "official", "label": "Официальный источник"}}
UID = "7b0f3a34-5a52-4a4d-9f6f-2f6f0a6f1c11"

CASE: Data = {
    "reference": "KZ-PAV-2026-0042",
    "version": 2,
    "address": f"{SITE}/cases/KZ-PAV-2026-0042/",
    "title": "Слушания по расширению угольного разреза",
    "other_title": "Көмір разрезін кеңейту бойынша тыңдау",
    "language": "ru",
    "region": REGION,
    "district": {"key": "PAV-bayanaul", "name": "Баянаульский район"},
    "body": BODY,
    "initiator": {"key": "razrez", "name": "ТОО «Разрез»"},
    "kind": KIND,
    "sector": SECTOR,
    "stage": STAGE,
    "article": ARTICLE,
    "begins": "2026-03-01",
    "ends": "2026-03",
    "findings": 1,
    "severity": 4,
    "attachments": True,
    "published_on": "2026-03-20",
    "changed_on": "2026-04-02",
}
CONSULTATION: Data = {
    "case": "KZ-PAV-2026-0042",
    "uid": UID,
    "form": {"code": "open_meeting", "label": "Открытое собрание"},
    "form_text": "",
    "status": {"code": "held", "label": "Состоялось"},
    "held_on": "2026-03-14",
    "held_at": "15:00",
    "period_from": None,
    "period_to": None,
    "venue": "Сельский клуб",
    "online": False,
    "council": None,
    "attendance": 38,
    "comments_received": 12,
    "comments_accepted": 3,
    "comments_rejected": 9,
    "comments_unanswered": 0,
    "quorum": None,
    "protocol_signed_on": "2026-03-16",
    "protocol_published_on": None,
    "protocol_url": "",
    "recording_url": "",
    "note": "",
    "notices": [
        {"channel": {"code": "portal", "label": "Единый экологический портал"}, "date": "2026-03-11", "detail": ""}
    ],
}
FINDING: Data = {
    "case": "KZ-PAV-2026-0042",
    "uid": UID,
    "title": "Уведомили за три дня",
    "description": "Объявление появилось 11 марта, собрание прошло 14 марта.",
    "status": {"code": "published", "label": "Опубликовано"},
    "severity": {"code": "4", "label": "4 из 5: высокая"},
    "violation_type": {"key": "V-NOT", "name": "Отсутствие или просрочка уведомления"},
    "criterion": {"key": "P02", "name": "Выдержан ли срок уведомления до слушаний?"},
    "law": LAW,
    "happened_on": "2026-03-11",
    "position": "Руководитель управления",
    "official": None,
    "risk_indicators": [],
    "statuses": [{"status": {"code": "published", "label": "Опубликовано"}, "on": "2026-03-20"}],
}
STEP: Data = {
    "case": "KZ-PAV-2026-0042",
    "uid": UID,
    "referral": UID,
    "purpose": "Провести слушания заново",
    "findings": [UID],
    "kind": {"code": "appeal_statement", "label": "Обращение"},
    "origin": {"code": "first", "label": "Первое письмо"},
    "authority": {"key": "R-ECO", "name": "Департамент экологии"},
    "addressee": "Департамент экологии по Павлодарской области",
    "sent_on": "2026-04-02",
    "received_on": "2026-04-03",
    "registration_no": "ЖТ-2026-123",
    "due_on": "2026-04-24",
    "events": [{"kind": {"code": "sent", "label": "Отправлено"}, "on": "2026-04-02", "until": None}],
    "questions": [{"text": "Когда опубликовано объявление?", "quality": None, "note": ""}],
    "reply": {
        "received_on": "2026-04-20",
        "number": "№ 5",
        "result": {"code": "formal_reply", "label": "Формальный ответ"},
        "summary": "Приняли к сведению.",
    },
    "outcomes": [
        {
            "uid": UID,
            "outcome": {"key": "O-FIX", "name": "Нарушение устранено"},
            "level": {"code": "body", "label": "Для органа"},
            "body": BODY,
            "official": None,
            "on": "2026-05-12",
            "document": "№ 12 от 12.05.2026",
            "note": "Слушания провели заново.",
        }
    ],
}


def reference(key: str, ru: str, kk: str, en: str) -> Data:
    return {"key": key, "name": ru, "names": {"ru": ru, "kk": kk, "en": en}, **REFERENCE}


REGION_ROW: Data = {
    **reference("PAV", "Павлодарская область", "Павлодар облысы", "Pavlodar Region"),
    "iso": "KZ-55",
    "kind": {"code": "region", "label": "Область"},
    "address": f"{SITE}/regions/pav/",
}
BODY_ROW: Data = {
    **reference("pav-nedra", BODY["name"], "Жер қойнауын пайдалану басқармасы", "Subsoil department"),
    "kind": {"code": "akimat_department", "label": "Управление акимата"},
    "region": REGION,
    "parent": None,
    "address": f"{SITE}/bodies/pav-nedra/",
}
COUNCIL: Data = {
    **reference("council-pav", "Общественный совет", "Қоғамдық кеңес", "Public council"),
    "body": BODY,
    "term_from": "2024-01-15",
    "term_to": None,
    "address": f"{SITE}/councils/council-pav/",
}
PROVISION: Data = {
    **reference("A6.2", LAW["name"], "Уақтылы әрі тиімді хабардар ету", "Timely and effective notice"),
    "act": {"key": "AARHUS", "name": "Орхусская конвенция"},
    "article": "6",
    "paragraph": "2",
    "timeframe": "",
    "unverified": False,
}
CRITERION: Data = {
    **reference("P02", FINDING["criterion"]["name"], "Хабардар ету мерзімі сақталды ма?", "Was the notice in time?"),
    "stage": {"code": "initiation", "label": "Начало"},
    "severity": 4,
    "basis": "A6.2",
    "provisions": ["A6.2"],
    "processes": ["eia_open_meeting"],
    "unverified": False,
}


def without_case(item: Data) -> Data:
    return {name: value for name, value in item.items() if name != "case"}


CASE_WHOLE: Data = {
    "shape": "1",
    "labels": "ru",
    **{name: CASE[name] for name in ("reference", "version", "address", "published_on", "changed_on")},
    "license": "https://creativecommons.org/licenses/by/4.0/",
    "citation": (
        "Слушания по расширению угольного разреза. KZ-PAV-2026-0042, версия 2 // Aarhus Watch. 02.04.2026. "
        f"{SITE}/cases/KZ-PAV-2026-0042/versions/2/"
    ),
    **{name: CASE[name] for name in ("title", "language", "other_title")},
    "summary": "Жителям села предложили обсудить расширение разреза.",
    "summary_language": "ru",
    **{name: CASE[name] for name in ("kind", "sector", "article", "stage", "body")},
    "body_text": "",
    "initiator": "ТОО «Разрез»",
    **{name: CASE[name] for name in ("region", "district")},
    "place": "село Торайгыр",
    "latitude": None,
    "longitude": None,
    "registration_no": "",
    "registered_on": None,
    "portal_url": "",
    "legal_ground": "",
    "outcome_text": "",
    "source_note": "",
    "origin": {"code": "desk", "label": "Введено координатором"},
    "centre": {"key": "pavlodar", "name": "Павлодарский Орхусский центр"},
    "milestones": [
        {
            "uid": UID,
            "kind": {"code": "notice", "label": "Объявление"},
            "date": "2026-03-11",
            "description": "Объявление на двери клуба",
            "source": "",
        }
    ],
    "consultations": [without_case(CONSULTATION)],
    "deadlines": [],
    "criteria": [],
    "findings": [without_case(FINDING)],
    "reply_requests": [],
    "body_replies": [],
    "referral_steps": [without_case(STEP)],
    "evidence": [],
    "evidence_not_published": 1,
    "versions": [
        {
            "number": 2,
            "kind": {"code": "corrected", "label": "Исправлено или дополнено"},
            "on": "2026-04-02",
            "note": "Исправлена дата объявления",
            "closed": False,
        }
    ],
}

OF_LISTS: dict[str, Data] = {
    "cases": CASE,
    "consultations": CONSULTATION,
    "findings": FINDING,
    "referrals": STEP,
    "councils": COUNCIL,
    "bodies": BODY_ROW,
    "regions": REGION_ROW,
    "provisions": PROVISION,
    "criteria": CRITERION,
}
OF_ONES: dict[str, Data] = {
    **{name: OF_LISTS[name] for name in ("councils", "bodies", "regions", "provisions", "criteria")},
    "cases": CASE_WHOLE,
}
