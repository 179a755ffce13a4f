from django.urls import reverse


def url(name, case, *args):
    return reverse(f"wagtailsnippets_monitoring_case:{name}", args=[case.pk, *args])


def list_url():
    return reverse("wagtailsnippets_monitoring_case:list")


def told(response):
    """The messages a person sees after the response."""
    return " ".join(str(message) for message in response.context["messages"])
