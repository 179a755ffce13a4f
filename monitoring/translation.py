"""Which fields of the reference data stand in three languages."""

from modeltranslation.translator import TranslationOptions, translator

from monitoring import models

TRANSLATED = {
    models.Act: ("name", "purpose"),
    models.Authority: ("name", "purpose"),
    models.CalendarDay: ("name",),
    models.Centre: ("name", "city", "note"),
    models.Council: ("name",),
    models.Criterion: ("name", "evidence"),
    models.DeadlineRule: ("name", "note"),
    models.DecisionKind: ("name", "hint"),
    models.District: ("name",),
    models.ExecutiveBody: ("name", "short_name"),
    models.Initiator: ("name",),
    models.Official: ("name",),
    models.Outcome: ("name",),
    models.Precedent: ("name", "follow_up"),
    models.Provision: ("name", "timeframe"),
    models.Region: ("name", "short", "centre"),
    models.RiskIndicator: ("name",),
    models.Sector: ("name", "threshold"),
    models.ViolationType: ("name",),
}

for model, fields in TRANSLATED.items():
    options = type(f"{model.__name__}Translation", (TranslationOptions,), {"fields": fields})
    translator.register(model, options)
