"""Comparison of what Wagtail does not compare: uncertain dates, children in a draft, children of children."""

from typing import Any

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.admin.compare import (
    ChildRelationComparison,
    FieldComparison,
    TextDiff,
    register_comparison_class,
)

from monitoring.fields import PartialDateField


class PartialDateComparison(FieldComparison):
    def htmldiff(self) -> SafeString:
        if self.val_a == self.val_b:
            return escape(self.val_a or "")
        changes = [("deletion", self.val_a), ("addition", self.val_b)]
        return TextDiff([(kind, str(value)) for kind, value in changes if value]).to_html()


register_comparison_class(PartialDateField, comparison_class=PartialDateComparison)


class ChildrenComparison(ChildRelationComparison):
    """Pairs children by `uid`, which they keep before they have a primary key; draws itself when nested."""

    def get_mapping(
        self, objs_a: list[Any], objs_b: list[Any]
    ) -> tuple[dict[int, int], dict[int, int], list[int], list[int]]:
        place_in_b = {child.uid: index for index, child in enumerate(objs_b)}
        forwards = {index: place_in_b[child.uid] for index, child in enumerate(objs_a) if child.uid in place_in_b}
        backwards = {b: a for a, b in forwards.items()}
        added = [index for index in range(len(objs_b)) if index not in backwards]
        deleted = [index for index in range(len(objs_a)) if index not in forwards]
        return forwards, backwards, added, deleted

    def htmldiff(self) -> SafeString:
        return format_html_join(
            "",
            '<div class="comparison__child-object {}"><dl class="comparison__list">{}</dl></div>',
            (
                (
                    "addition" if child.is_addition() else "deletion" if child.is_deletion() else "",
                    format_html_join(
                        "",
                        "<dt>{}</dt><dd>{}</dd>",
                        (
                            (field.field_label(), format_html("{}", field.htmldiff()))
                            for field in child.get_field_comparisons()
                        ),
                    ),
                )
                for child in self.get_child_comparisons()
            ),
        )
