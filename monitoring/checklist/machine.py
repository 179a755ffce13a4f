"""The criteria that dates and numbers can answer. The others wait for a person."""

from collections.abc import Callable, Collection

from monitoring.checklist import account, decision, documents, hearing, initiation, timing
from monitoring.checklist.answers import MachineAnswer
from monitoring.checklist.facts import Facts

RULES: dict[str, Callable[[Facts], MachineAnswer]] = {
    "P01": initiation.early_notice,
    "P02": initiation.notice_before_meeting,
    "P03": initiation.channels,
    "P06": initiation.answer_on_place,
    "P07": initiation.place_and_time,
    "P09": documents.open_documents,
    "P11": documents.answer_in_time,
    "P12": documents.extension_told,
    "P13": documents.refusal,
    "P14": documents.forwarded,
    "P15": timing.length_of_discussion,
    "P16": timing.comments_until,
    "P17": timing.options_open,
    "P18": timing.report_submitted,
    "P20": hearing.attendance,
    "P21": hearing.protocol,
    "P23": hearing.repeated,
    "P24": account.comments_answered,
    "P25": account.table_published,
    "P26": account.before_adoption,
    "P27": account.draft_act,
    "P28": account.new_procedure,
    "P29": decision.after_participation,
    "P30": decision.conclusion_published,
    "P32": decision.complaint_decided,
}
COUNCIL = ("P36", "P37", "P38", "P39", "P40")


def machine_answers(facts: Facts, codes: Collection[str]) -> dict[str, MachineAnswer]:
    """What the machine says of each of `codes` that it knows how to answer."""
    answers = {code: rule(facts) for code, rule in RULES.items() if code in codes}
    for code, said in facts.council.items():
        if code in codes:
            answers[code] = MachineAnswer(said.answer, said.reasons, (), said.unverified)
    return answers
