import pytest

from monitoring.tests.factories import CentreFactory, CriterionFactory, DecisionKindFactory, DistrictFactory


@pytest.fixture
def reference():
    """The rows of the reference data that a whole log points to."""
    CentreFactory()
    DistrictFactory()
    DecisionKindFactory()
    CriterionFactory(key="P19", name_ru="Могли ли все выступить?")
    CriterionFactory(key="P09", name_ru="Были ли документы открыты?")
