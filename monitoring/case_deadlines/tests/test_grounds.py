"""Which rule the legal ground of a discussion leads to, as real cards and notices word it."""

import pytest

from monitoring.case_deadlines.grounds import cites_information_law, discussion_rule, speaks_of_environment


@pytest.mark.parametrize(
    ("ground", "expected"),
    [
        ("проекты, перечисленные в подпункте 2) статьи 87 Экологического кодекса", "D28"),
        ("проекты, перечисленные в подпункте 9) статьи 87 Экологического кодекса", "D27"),
        ("проекты, перечисленные в подпунктах 3), 4), 5), 6), 7), 8) статьи 87 Экологического кодекса", "D26"),
        ("ст. 87, подп. 2 Экологического кодекса", "D28"),
        ("подпункты 3)–8) статьи 87 Экологического кодекса", "D26"),
        ("ЭК ст. 87 пп. 9", "D27"),
        ("Экологиялық кодекстің 87-бабының 2) тармақшасы", "D28"),
        ("Экологический кодекс, 87-бап, 9) тармақша", "D27"),
        ("Environmental Code, article 87, subparagraph 2)", "D28"),
        # Two terms at once, another article, another act, no subparagraph: nothing is chosen.
        ("подпункты 2) и 9) статьи 87 Экологического кодекса", None),
        ("подпункт 1) статьи 87 Экологического кодекса", None),
        ("подпункт 2) статьи 187 Экологического кодекса", None),
        ("подпункт 2) статьи 96 Экологического кодекса", None),
        ("подпункт 2) статьи 87 Земельного кодекса", None),
        ("статья 87 Экологического кодекса", None),
        ("п. 2 ст. 58, п. 1 ст. 73 Экологического кодекса", None),
        ("предусмотренных пунктом 9 Правил № 165, в процессе государственной экологической экспертизы", None),
        ("", None),
    ],
)
def test_rule_of_a_discussion(ground, expected):
    assert discussion_rule(ground) == expected


@pytest.mark.parametrize(
    ("ground", "expected"),
    [
        ("Осуществление государственной экологической экспертизы", True),
        ("Проведение оценки воздействия на окружающую среду", True),
        ("ст. 96 Экологического кодекса", True),
        ("приказ министра индустрии и инфраструктурного развития от 30.09.2020 № 505", False),
    ],
)
def test_hearings_under_environmental_rules(ground, expected):
    assert speaks_of_environment(ground) is expected


def test_the_law_on_information_is_recognised():
    assert cites_information_law("запрос по Закону «О доступе к информации»")
    assert not cites_information_law("обращение по статье 76 АППК")
