from monitoring.importing.converters import reworded


def test_field_names_of_the_source_become_words_and_nothing_else_changes():
    options = {"words": {"outcome": "поле «исход»", "registered_on": "поле «дата регистрации»"}}
    assert reworded("registered_on прочитано из номера; outcome пуст, outcomes нет.", options) == (
        "Поле «дата регистрации» прочитано из номера; поле «исход» пуст, outcomes нет."
    )
    assert reworded(None, options) == ""
