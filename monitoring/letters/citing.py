"""Provisions as a letter cites them: act with its date and number, article, paragraph; the unverified ones marked."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.letters.marks import plain, to_fill, to_verify
from monitoring.models import Act, DeadlineRule, Provision
from monitoring.presenters.dates import long_date


class LawBook(dict[str, str]):
    """Citations by the name a template uses (`law.APPC_91_2`). One that is not on file is left to be filled in."""

    def __missing__(self, name: str) -> str:
        return to_fill(_("provision %(name)s is not on file") % {"name": name})


def law_books(provisions: Iterable[Provision]) -> tuple[LawBook, LawBook]:
    """Whole citations, and those without the act, for where it was named just before."""
    known = [(field_name(provision.key), provision) for provision in provisions]
    return (
        LawBook({name: cited(provision) for name, provision in known}),
        LawBook({name: place_cited(provision) for name, provision in known}),
    )


def field_name(key: str) -> str:
    """`APPC 91(2)` → `APPC_91_2`."""
    return re.sub(r"\W+", "_", key).strip("_")


def cited(provision: Provision) -> str:
    return marked(", ".join(filter(None, [act_text(provision.act), place(provision)])), is_unverified(provision))


def place_cited(provision: Provision) -> str:
    return marked(place(provision) or act_text(provision.act), is_unverified(provision))


def place(provision: Provision) -> str:
    article = provision.article and _("article %(number)s") % {"number": provision.article}
    paragraph = provision.paragraph and _("paragraph %(number)s") % {"number": provision.paragraph}
    return ", ".join(filter(None, [article, paragraph]))


def is_unverified(provision: Provision) -> bool:
    return provision.needs_verification or provision.act.needs_verification


def act_text(act: Act) -> str:
    number = act.number and _("No. %(number)s") % {"number": act.number}
    dated = _("%(act)s of %(date)s") % {"act": act.name, "date": long_date(act.date)} if act.date else act.name
    return " ".join(filter(None, [dated, number]))


def marked(text: str, unverified: bool) -> str:
    if not unverified:
        return plain(text)
    doubt = _("to be verified by a lawyer before sending")
    return to_verify(f"{text} ({doubt})")


def term_text(rule: DeadlineRule | None) -> str:
    """How long the law gives for the reply, in words, with the provision that says so."""
    if rule is None or rule.amount is None:
        return to_fill(_("term of the reply by the law"))
    length = f"{rule.amount} {unit_word(rule.unit, rule.amount)}"
    law = cited(rule.provision) if rule.provision else ""
    words = marked(length, rule.needs_verification and not (rule.provision and rule.provision.needs_verification))
    return f"{words} ({law})" if law else words


def unit_word(unit: str, amount: int) -> str:
    words = {
        "working": ngettext("working day", "working days", amount),
        "calendar": ngettext("calendar day", "calendar days", amount),
        "months": ngettext("month", "months", amount),
    }
    return words[unit]
