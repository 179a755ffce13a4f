from wagtail.snippets.models import register_snippet

from search.admin import SynonymViewSet

register_snippet(SynonymViewSet)
