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


@pytest.fixture
def offline_page(browser):
    """A fresh phone of 360 px. Every question the page asks is answered with yes and kept in `asked`."""
    contexts, errors = [], []

    def new_page(**options):
        context = browser.new_context(viewport={"width": 360, "height": 800}, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("dialog", accept)
        return page

    def accept(dialog):
        new_page.asked.append(dialog.message)
        dialog.accept()

    new_page.asked = []
    yield new_page
    for context in contexts:
        context.close()
    assert not errors, "\n".join(errors)
