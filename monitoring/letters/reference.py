"""What the fields of a template mean, for those who edit one. A test holds it to what letters are given."""

from django.utils.translation import gettext_lazy as _

FIELDS = [
    ("date", _("date of the letter, in words")),
    ("centre", _("name of the Aarhus centre")),
    ("addressee", _("to whom the letter goes")),
    ("reference", _("number of the record")),
    ("version", _("its public version")),
    ("address", _("its address on the site")),
    ("title", _("what is decided")),
    ("summary", _("the same in one paragraph")),
    ("body", _("the body that decides")),
    ("initiator", _("who proposes the activity; a private person is not named")),
    ("place", _("region, district, place")),
    ("kind", _("kind of decision")),
    ("registration_no", _("registration number on the portal")),
    ("registered_on", _("when it was registered")),
    ("portal_url", _("official page")),
    ("legal_ground", _("legal ground as published")),
    ("outcome", _("what came of it")),
    ("reply_term", _("term of the reply by the law, with its provision")),
    ("law.APPC_91_2", _("a provision with its act, date and number; any key of the provisions will do")),
    ("part.APPC_91_2", _("the same without the act, where the act was named just before")),
]
LISTS = [
    ("facts", "fact", ("date", "text"), _("what happened, earliest first")),
    ("deadlines", "deadline", ("text", "law"), _("terms of the law that were not kept, counted")),
    (
        "findings",
        "finding",
        (
            "number",
            "title",
            "text",
            "type",
            "law",
            "law_text",
            "convention",
            "national",
            "criterion",
            "date",
            "position",
            "indicators",
        ),
        _("signs of a breach, those chosen"),
    ),
    ("indicators", "indicator", ("name", "findings"), _("risk indicators of the chosen findings")),
    ("body_replies", "reply", ("date", "who", "text"), _("what the body replied, or that it was silent")),
    ("evidence", "item", ("number", "text", "sha256", "address"), _("evidence, those chosen")),
    ("remedies", "remedy", ("date", "text"), _("letters already sent, with what came of them")),
    ("questions", "question", (), _("your questions")),
]
PREVIOUS = [
    ("previous.addressee", _("the earlier letter: to whom")),
    ("previous.sent_on", _("when it was sent")),
    ("previous.registration_no", _("under which number it was registered")),
    ("previous.due_on", _("last day of the reply by the law")),
    ("previous.reply", _("what was replied, if anything")),
    ("previous.reply_on", _("when it was replied")),
    ("previous.questions", _("a list: what it asked")),
]
