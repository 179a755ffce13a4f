"""The reference data as the API shows it: key, names in three languages, source and confidence."""

from typing import Any

from rest_framework import serializers as s

from search.api.serializers import Coded, Named, Sparse

Data = dict[str, Any]


class Names(s.Serializer):
    ru = s.CharField()
    kk = s.CharField()
    en = s.CharField()


class Reference(Sparse):
    key = s.CharField(help_text="Never changes")
    name = s.CharField(help_text="In the language asked for")
    names = Names()
    source = s.CharField()
    confidence = Coded()


class RegionRow(Reference):
    iso = s.CharField(help_text="ISO 3166-2")
    kind = Coded()
    address = s.URLField()


class BodyRow(Reference):
    kind = Coded()
    region = Named(allow_null=True)
    parent = Named(allow_null=True)
    address = s.URLField()


class CouncilRow(Reference):
    body = Named()
    term_from = s.DateField(allow_null=True)
    term_to = s.DateField(allow_null=True)
    address = s.URLField()


class ProvisionRow(Reference):
    act = Named()
    article = s.CharField()
    paragraph = s.CharField()
    timeframe = s.CharField()
    unverified = s.BooleanField(help_text="No lawyer has confirmed it yet")


class CriterionRow(Reference):
    stage = Coded()
    severity = s.IntegerField(help_text="Weight in the index, 1 to 5")
    basis = s.CharField()
    provisions = s.ListField(child=s.CharField())
    processes = s.ListField(child=s.CharField())
    unverified = s.BooleanField()
