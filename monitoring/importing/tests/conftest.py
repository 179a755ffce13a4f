import pytest

from monitoring.tests.factories import CentreFactory, DecisionKindFactory, RegionFactory


@pytest.fixture
def country(db):
    """Pavlodar with its centre, Astana without one, and one kind of decision."""
    pavlodar = RegionFactory(iso="KZ-55")
    RegionFactory(key="AST", name_ru="Астана", iso="KZ-71")
    DecisionKindFactory()
    CentreFactory(regions=[pavlodar])
    return pavlodar
