import pytest
from django.template import Context, Template
from django.utils.translation import override

from monitoring.presenters.numbers import cases_text, grouped


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0"), (9_999, "9999"), (10_000, "10\u00a0000"), (1_000_000, "1\u00a0000\u00a0000")]
)
def test_four_digits_stay_together(number: int, text: str) -> None:
    assert grouped(number) == text


@pytest.mark.parametrize(
    ("language", "text"), [("ru", "12\u00a0345 дел"), ("kk", "12\u00a0345 іс"), ("en", "12\u00a0345 cases")]
)
def test_cases_are_told_in_the_language_of_the_page(language: str, text: str) -> None:
    with override(language):
        assert cases_text(12_345) == text


def test_what_is_no_number_is_shown_as_it_is() -> None:
    page = Template("{% load ui %}{{ whole|grouped }} {{ more|grouped }}")
    assert page.render(Context({"whole": 100_000, "more": "1000+"})) == "100\u00a0000 1000+"
