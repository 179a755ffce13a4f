"""The whole of a case, and what followed it."""

from rest_framework import serializers as s

from search.api.serializers import Coded, Consultation, Law, Milestone, Named, Sparse, date


class Status(s.Serializer):
    status = Coded()
    on = s.DateField()


class Finding(Sparse):
    case = s.CharField(required=False, help_text="Reference of the case")
    uid = s.UUIDField()
    title = s.CharField(help_text="Signs of a breach, never guilt")
    description = s.CharField()
    status = Coded()
    severity = Coded()
    violation_type = Named(allow_null=True)
    criterion = Named(allow_null=True)
    law = Law(allow_null=True)
    happened_on = date()
    position = s.CharField()
    official = Named(allow_null=True)
    risk_indicators = Named(many=True)
    statuses = Status(many=True)


class StepEvent(s.Serializer):
    kind = Coded()
    on = s.DateField()
    until = s.DateField(allow_null=True)


class StepQuestion(s.Serializer):
    text = s.CharField()
    quality = Coded(allow_null=True)
    note = s.CharField()


class StepReply(s.Serializer):
    received_on = s.DateField()
    number = s.CharField()
    result = Coded()
    summary = s.CharField()


class Outcome(s.Serializer):
    uid = s.UUIDField()
    outcome = Named()
    level = Coded()
    body = Named(allow_null=True)
    official = Named(allow_null=True)
    on = s.DateField()
    document = s.CharField()
    note = s.CharField()


class Step(Sparse):
    case = s.CharField(required=False, help_text="Reference of the case")
    uid = s.UUIDField()
    referral = s.UUIDField(help_text="The chain this letter belongs to")
    purpose = s.CharField()
    findings = s.ListField(child=s.UUIDField())
    kind = Coded()
    origin = Coded()
    authority = Named()
    addressee = s.CharField()
    sent_on = s.DateField()
    received_on = s.DateField(allow_null=True)
    registration_no = s.CharField()
    due_on = s.DateField(allow_null=True, help_text="By law; null where the law sets no term")
    events = StepEvent(many=True)
    questions = StepQuestion(many=True)
    reply = StepReply(allow_null=True)
    outcomes = Outcome(many=True)


class Rule(s.Serializer):
    code = s.CharField()
    name = s.CharField()
    unverified = s.BooleanField()


class Deadline(s.Serializer):
    rule = Rule()
    law = Law(allow_null=True)
    amount = s.IntegerField(allow_null=True)
    unit = Coded()
    started = s.CharField()
    due_on = s.DateField(allow_null=True)
    done = s.CharField(allow_null=True)
    state = Coded()
    days = s.IntegerField(help_text="By how many it was missed, or how many were left, in the unit of the rule")
    calendar = s.CharField()


class CriterionAnswer(s.Serializer):
    code = s.CharField()
    question = s.CharField()
    severity = s.IntegerField()
    answer = Coded()
    computed = s.BooleanField(help_text="From dates and numbers; else a person answered")
    overruled = s.BooleanField()
    note = s.CharField()
    unverified = s.BooleanField()


class ReplyRequest(s.Serializer):
    uid = s.UUIDField()
    body = Named(allow_null=True)
    sent_on = s.DateField()
    due_on = s.DateField(allow_null=True)
    findings = s.ListField(child=s.UUIDField())
    published_sooner = s.CharField()


class BodyReply(s.Serializer):
    uid = s.UUIDField()
    finding = s.UUIDField(allow_null=True)
    text = s.CharField()
    language = s.CharField()
    name = s.CharField()
    position = s.CharField()
    received_on = s.DateField()


class EvidenceText(s.Serializer):
    state = Coded()
    pages_read = s.IntegerField(help_text="Pages with words; by these the search finds the case")


class EvidenceFile(s.Serializer):
    sha256_of_original = s.CharField()
    sha256_of_copy = s.CharField()
    media_type = s.CharField()
    size = s.IntegerField(allow_null=True)
    received_on = s.DateField()
    pages = s.IntegerField(allow_null=True)
    text = EvidenceText(allow_null=True, help_text="Null while nobody tried to read its words")


class Evidence(s.Serializer):
    number = s.IntegerField()
    uid = s.UUIDField()
    kind = Coded()
    title = s.CharField()
    date = date()
    source = s.CharField()
    url = s.CharField()
    file = EvidenceFile(allow_null=True)


class Version(s.Serializer):
    number = s.IntegerField()
    kind = Coded()
    on = s.DateField()
    note = s.CharField()
    closed = s.BooleanField(help_text="Nobody reads this version any more; the note says why")


class CaseDetail(Sparse):
    shape = s.CharField()
    labels = s.CharField()
    reference = s.CharField()
    version = s.IntegerField()
    address = s.URLField()
    published_on = s.DateField()
    changed_on = s.DateField()
    license = s.URLField()
    citation = s.CharField()
    title = s.CharField()
    language = s.CharField()
    other_title = s.CharField()
    summary = s.CharField()
    summary_language = s.CharField()
    kind = Named(allow_null=True)
    sector = Named(allow_null=True)
    article = Coded(allow_null=True)
    stage = Coded(allow_null=True)
    body = Named(allow_null=True)
    body_text = s.CharField()
    initiator = s.CharField(help_text="A private person is never named")
    region = Named(allow_null=True)
    district = Named(allow_null=True)
    place = s.CharField()
    latitude = s.FloatField(allow_null=True)
    longitude = s.FloatField(allow_null=True)
    registration_no = s.CharField()
    registered_on = date()
    portal_url = s.CharField()
    legal_ground = s.CharField()
    outcome_text = s.CharField()
    source_note = s.CharField()
    origin = Coded()
    centre = Named(allow_null=True)
    milestones = Milestone(many=True)
    consultations = Consultation(many=True)
    deadlines = Deadline(many=True)
    criteria = CriterionAnswer(many=True)
    findings = Finding(many=True)
    reply_requests = ReplyRequest(many=True)
    body_replies = BodyReply(many=True)
    referral_steps = Step(many=True)
    evidence = Evidence(many=True)
    evidence_not_published = s.IntegerField()
    versions = Version(many=True)
