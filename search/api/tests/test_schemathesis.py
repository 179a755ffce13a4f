"""What the OpenAPI document promises is kept, whatever is asked: found out by asking at random (schemathesis)."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import Phase, given, settings, strategies
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from config.wsgi import application
from monitoring.tests.factories import CaseFactory, CriterionFactory, consultation, finding, milestone
from search.api.urls import LISTS, ONES

pytestmark = pytest.mark.django_db
A_LOT = "1000000/min"
EXAMPLES = 40


def from_an_address(environ, start_response):
    """A server tells from where it is asked. The client says that it accepts gzip, and cannot read it."""
    return application({"REMOTE_ADDR": "192.0.2.1", **environ, "HTTP_ACCEPT_ENCODING": "identity"}, start_response)


@pytest.fixture(autouse=True)
def no_limit(monkeypatch):
    """That of requests has tests of its own."""
    monkeypatch.setattr("search.api.access.AnonymousThrottle.rate", A_LOT, raising=False)


@pytest.fixture(scope="module")
def one_connection():
    """That of the tests, which a request over WSGI would close at its end."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def api(rows_of_module, one_connection):
    """With a record in most lists."""
    CriterionFactory()
    CaseFactory(full=True, children=[milestone(), consultation(), finding()], published=True)
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", from_an_address)


OPERATIONS = [f"{name}_list" for name, *_rest in LISTS] + [f"{name}_one" for name, *_rest in ONES]


@pytest.mark.parametrize("name", OPERATIONS)
def test_the_api_keeps_what_its_description_promises(api, name):
    """But that every key of the right form is accepted: which there are, the lists tell and no description can."""
    operation = api.find_operation_by_id(name)

    @given(case=strategies.one_of(*(operation.as_strategy(generation_mode=mode) for mode in GenerationMode)))
    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, phases=[Phase.generate])
    def keeps(case):
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    keeps()
