"""What a coordinator chooses for a letter, of what the public version of the case holds."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.widgets import AdminDateInput

from monitoring.admin.reference.choosers import ReferenceChooser
from monitoring.admin.reference.forms import LinesField
from monitoring.enums import Language, ReferralKind
from monitoring.letters.choice import LetterChoice
from monitoring.letters.kinds import KINDS
from monitoring.models import Authority, ExecutiveBody
from monitoring.open_data import PublicRecord
from monitoring.open_data.process import numbered_evidence
from monitoring.presenters.dates import table_date

QUESTION_LENGTH = 500


class LetterForm(forms.Form):
    """Confidential evidence stands here by number and title, for the desk; in the letter only by number."""

    kind = forms.ChoiceField(label=_("Kind of letter"), choices=[(kind, ReferralKind(kind).label) for kind in KINDS])
    language = forms.ChoiceField(
        label=_("Language of the letter"),
        choices=Language.choices,
        help_text=_("To the Compliance Committee in English. What the record itself says is not translated."),
    )
    written_on = forms.DateField(label=_("Date of the letter"), widget=AdminDateInput)
    authority: Any = forms.ModelChoiceField(Authority.objects.all(), label=_("Kind of addressee"))
    addressee = forms.ModelChoiceField(
        ExecutiveBody.objects.current(),
        label=_("Addressee"),
        required=False,
        widget=ReferenceChooser(model=ExecutiveBody, icon="site"),
    )
    addressee_text = forms.CharField(
        label=_("Addressee, if not in the list"),
        max_length=300,
        required=False,
        help_text=_("In the language of the letter."),
    )
    findings = forms.MultipleChoiceField(
        label=_("Findings"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Of the published version."),
    )
    evidence = forms.MultipleChoiceField(
        label=_("Evidence to list with its checksum"), required=False, widget=forms.CheckboxSelectMultiple
    )
    hidden = forms.MultipleChoiceField(
        label=_("Confidential evidence to mention by number only"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The letter says only that item N is confidential: no title, no kind, no checksum."),
    )
    about = forms.ChoiceField(
        label=_("The earlier letter it follows"),
        required=False,
        help_text=_("For the appeal of silence and for every next letter of a chain."),
    )
    questions = LinesField(
        label=_("Questions or requests"),
        required=False,
        help_text=_("One a line. Each is public once the letter is sent, and the reply is rated question by question."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, record: PublicRecord, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record = record
        self.open = numbered_evidence(record)
        shown = {number for number, _link in self.open}
        every = list(enumerate(record.case.evidence.all(), start=1))
        self.choices_of("findings", [(str(finding.uid), finding.title) for finding in record.findings])
        self.choices_of("evidence", [(str(number), f"{number}. {link.title}") for number, link in self.open])
        self.choices_of("hidden", [(str(n), f"{n}. {link.title}") for n, link in every if n not in shown])
        steps = [
            (str(step.uid), f"{table_date(step.sent_on)} {step.addressee_name}")
            for step in record.steps
            if step.sent_on
        ]
        self.choices_of("about", [("", "—"), *steps])

    def choices_of(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        field.choices = choices  # type: ignore[attr-defined]
        if not [value for value, _label in choices if value]:
            del self.fields[name]

    def clean_questions(self) -> list[str]:
        questions: list[str] = self.cleaned_data["questions"]
        if any(len(question) > QUESTION_LENGTH for question in questions):
            raise forms.ValidationError(_("A question is longer than 500 characters. Divide it into several lines."))
        return questions

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind, language = cleaned.get("kind"), cleaned.get("language")
        if kind and language and language not in KINDS[ReferralKind(kind)].languages:
            english = KINDS[ReferralKind(kind)].languages == (Language.EN,)
            self.add_error(
                "language",
                _("The Compliance Committee is written to in English.")
                if english
                else _("Authorities are written to in Russian or in Kazakh."),
            )
        return cleaned

    def choice(self) -> LetterChoice:
        """Of valid answers."""
        made = self.cleaned_data
        return LetterChoice(
            kind=ReferralKind(made["kind"]),
            language=Language(made["language"]),
            written_on=made["written_on"],
            addressee=addressee_name(made),
            findings=frozenset(made.get("findings", [])),
            evidence=frozenset(map(int, made.get("evidence", []))),
            hidden=frozenset(map(int, made.get("hidden", []))),
            questions=tuple(made["questions"]),
            about=made.get("about", ""),
        )


def addressee_name(made: dict[str, Any]) -> str:
    """In the language of the letter."""
    with override(made["language"]):
        return str(made["addressee"] or made["addressee_text"] or made["authority"])


def first_choice(record: PublicRecord, kind: str, step: str) -> dict[str, Any]:
    """What is ticked when the page opens: everything public, and the letter the link came from."""
    known = kind if kind in KINDS else ReferralKind.INFORMATION_REQUEST
    letter = KINDS[ReferralKind(known)]
    previous = next((found for found in record.steps if str(found.pk) == step), None)
    authority = Authority.objects.filter(key=letter.authority).first() if letter.authority else None
    return {
        "kind": known,
        "language": first_language(record, letter.languages),
        "written_on": timezone.localdate(),
        "authority": authority,
        "findings": [str(finding.uid) for finding in record.findings],
        "evidence": [str(number) for number, _link in numbered_evidence(record)],
        "about": str(previous.uid) if previous else "",
        "questions": [question.text for question in previous.questions.all()] if previous else [],
    }


def first_language(record: PublicRecord, languages: tuple[Language, ...]) -> str:
    return record.case.language if record.case.language in languages else languages[0]
