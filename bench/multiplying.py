"""A million records of a hundred thousand: the database writes its synthetic rows again and again under other keys.

The texts repeat, so that every word keeps its share of the records; of the index the rows are copied, not made anew.
PostgreSQL only.
"""

import sys
from typing import Any

from django.apps import apps
from django.db import connection, models

from search import tallies
from search.questions.keeping import count_questions

# Keys of synthetic cases begin at ten million and end their references; those of findings are ten times as much.
FIRST = 10_000_000
STEP = 1_000_000
STEPS = {"monitoring.finding": 10 * STEP}
KEYED = ["wagtailcore.revision", "monitoring.case", "monitoring.finding", "monitoring.replyrequest"]
KEYED += ["monitoring.referral", "monitoring.referralstep", "search.caserecord", "search.caseindex"]
REST = ["consultation", "findingstatusrow", "casefigures", "casedeadline", "recordevent", "requestedfinding"]
REST += ["suggestion", "referredfinding", "stepquestion", "stepreply", "stepevent", "referraloutcome"]
WORDS = "search_index_terms"


def multiply(times: int) -> None:
    """Until there are so many times the synthetic cases that are there now, all of them keyed within one step."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET maintenance_work_mem = '1GB'")
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", [WORDS])
        (definition,) = cursor.fetchone()
        cursor.execute(f"DROP INDEX {WORDS}")
        for label in [*KEYED, *(f"monitoring.{name}" for name in REST)]:
            cursor.execute(_copied(apps.get_model(label), times))
            print(f"{label}: {cursor.rowcount} rows", file=sys.stderr)  # noqa: T201
        cursor.execute(definition)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")
    tallies.mend()
    count_questions.func()


def _copied(model: type[models.Model], times: int) -> str:
    """INSERT of every synthetic row in `times - 1` copies; keys that nobody refers to are given by the database."""
    own = [field for field in model._meta.concrete_fields if not field.generated]
    fields = [field for field in own if _label(model) in KEYED or not _is_own_key(field)]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(_value(field) for field in fields)
    return (
        f'INSERT INTO "{model._meta.db_table}" ({columns}) SELECT {values} FROM "{model._meta.db_table}", '  # noqa: S608
        f"generate_series(1, {times - 1}) AS copy WHERE {_is_synthetic(model)}"
    )


def _is_synthetic(model: type[models.Model]) -> str:
    if _label(model) in KEYED:
        return f'"{model._meta.pk.column}" >= {FIRST}'
    parent = next(field for field in model._meta.concrete_fields if _step(field) and not _is_own_key(field))
    return f'"{parent.column}" >= {FIRST}'


def _value(field: "models.Field[Any, Any]") -> str:
    column = f'"{field.column}"'
    if field.name == "object_id":
        return f"({column}::bigint + copy * {STEP})::text"
    if isinstance(field, models.UUIDField):
        return f"md5({column}::text || copy)::uuid"
    if field.name == "reference":
        return f"left({column}, 12) || (right({column}, 8)::int + copy * {STEP})"
    if field.name == "key":
        return f"{column} || ':' || copy"
    step = _step(field)
    return f"{column} + copy * {step}" if step else column


def _step(field: "models.Field[Any, Any]") -> int:
    """How far the keys in this column lie from one copy to the next; 0 where they stay."""
    model: Any = field.related_model if field.is_relation else field.model
    if not field.is_relation and not _is_own_key(field):
        return 0
    return STEPS.get(_label(model), STEP) if _label(model) in KEYED else 0


def _is_own_key(field: "models.Field[Any, Any]") -> bool:
    return field.primary_key and not field.is_relation


def _label(model: Any) -> str:
    return str(model._meta.label_lower)
