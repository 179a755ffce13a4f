"""Compliance Committee cases beside a finding: the same paragraph, then the same article, with their doubts."""

import pytest

from monitoring.models import Criterion, Finding, Precedent, Provision
from monitoring.presenters.finding_precedents import articles_found, precedents_beside
from monitoring.tests.factories import ActFactory, CriterionFactory, ProvisionFactory

pytestmark = pytest.mark.django_db


def precedent(key, found, party="KZ", **fields):
    return Precedent(key=key, name=key, reference=key.upper(), party=party, articles_found=found, **fields)


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("6.2, 6.6", {"6.2", "6.6"}),
        ("6.1(a), 6.2(d)(ii)", {"6.1", "6.2"}),
        ("6, 7", {"6", "7"}),
        ("", set()),
        ("none", set()),
    ],
)
def test_articles_are_read_from_the_cell(text, articles):
    assert articles_found(precedent("a", text)) == articles


def shown(finding, precedents, criteria=()):
    return [row["url"].partition("#")[2] for row in precedents_beside(finding, criteria, precedents)]


def test_the_same_paragraph_comes_before_the_article_and_home_before_others():
    finding = Finding(title="…", provision=ProvisionFactory())
    found = [
        precedent("abroad", "6.2", party="BY"),
        precedent("article", "6"),
        precedent("exact", "6.2, 6.6"),
        precedent("other", "9.4"),
    ]
    assert shown(finding, found) == ["exact", "abroad", "article"]


def test_a_national_provision_is_looked_up_by_the_criterion():
    code = ProvisionFactory(key="ENV 73", act=ActFactory(key="ENV", name_ru="Кодекс"), article="73", paragraph="")
    criterion = CriterionFactory()
    criterion.provisions.set([ProvisionFactory(), code])
    finding = Finding(
        title="…", provision=Provision.objects.select_related("act").get(key="ENV 73"), criterion=criterion
    )
    criteria = list(Criterion.objects.prefetch_related("provisions__act"))
    assert shown(finding, [precedent("exact", "6.2")], criteria) == ["exact"]
    assert shown(Finding(title="…", provision=finding.provision), [precedent("exact", "6.2")], criteria) == []


def test_doubt_is_told():
    finding = Finding(title="…", provision=ProvisionFactory())
    sure, doubted = precedents_beside(
        finding,
        [],
        [precedent("a", "6.2"), precedent("b", "6.2", field_confidence={"articles_found": "low"})],
    )
    assert (sure["doubt"], doubted["doubt"]) == (False, True)
