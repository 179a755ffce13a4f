"""/styleguide/, in development only: every component in every state, with real long Russian and Kazakh text."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from config.styleguide_samples import SAMPLES

LOG_STEPS = range(9)


class SampleForm(forms.Form):
    """One field of every kind; bound with SAMPLE_INPUT it shows its errors."""

    title = forms.CharField(
        label="Что решают?", help_text="Одной фразой, как сказали бы соседу: «карьер у села Заря».", max_length=60
    )
    summary = forms.CharField(label="Что произошло", widget=forms.Textarea, required=False)
    started = forms.DateField(
        label="Когда началось обсуждение",
        help_text="Например, 22.11.2026",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    region = forms.ChoiceField(
        label="Область",
        choices=[("", "Выберите"), ("PAV", "Павлодарская область"), ("ULT", "Ұлытау облысы")],
    )
    spoke = forms.ChoiceField(
        label="Все ли, кто хотел, смогли выступить?",
        choices=[("all", "Да, все"), ("some", "Не все"), ("none", "Никому не дали"), ("unknown", "Не знаю")],
        widget=forms.RadioSelect,
    )
    channels = forms.MultipleChoiceField(
        label="Где было объявление",
        choices=[("portal", "Единый экологический портал"), ("paper", "Газета"), ("board", "Доска в акимате")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    photo = forms.FileField(
        label="Фото или документ",
        help_text="До 50 МБ. Место съёмки из фотографии убирается.",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*,.pdf", "capture": "environment"}),
    )
    agreed = forms.BooleanField(label="Я проверил даты по документам")
    token = forms.CharField(widget=forms.HiddenInput, initial="x")


SampleForm.base_fields["started"].legal = "дата начала публичных обсуждений"  # type: ignore[attr-defined]
SAMPLE_INPUT = {"title": "Водосбросной коллектор " * 4, "started": "2026-02-30", "channels": ["portal"], "token": "x"}


def styleguide(request: HttpRequest) -> HttpResponse:
    """`?language=` kk, ru or en; `?screen=phone` shows the log's screen."""
    with translation.override(request.GET.get("language", "ru")):
        if request.GET.get("screen") == "phone":
            context = {"form": SampleForm(auto_id="log_%s"), "steps": LOG_STEPS}
            return render(request, "styleguide_phone.html", context)
        messages.success(request, "Запись отправлена координатору.")
        messages.error(request, "Запись не отправлена: нет сети. Ничего не потеряно.")
        context = {
            **SAMPLES,
            "form": SampleForm(auto_id="id_%s"),
            "bad_form": SampleForm(SAMPLE_INPUT, auto_id="bad_%s"),
            "page_obj": Paginator(range(400), 20).get_page(request.GET.get("page", "7")),
        }
        return render(request, "styleguide.html", context)
