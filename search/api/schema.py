"""What the OpenAPI document cannot find out by itself."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension

from search.api.serializers import Sparse


class KeyScheme(OpenApiAuthenticationExtension):
    target_class = "search.api.access.KeyAuthentication"
    name = "ApiKey"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "`Api-Key …`. Not needed: it only lets a program ask more often.",
        }


def sparse(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """No field of a record is promised, since `fields` may leave any of them out."""
    names = {each.__name__ for each in descendants(Sparse)}
    for name, component in result.get("components", {}).get("schemas", {}).items():
        if name in names:
            component.pop("required", None)
    return result


def descendants(kind: type[Any]) -> set[type[Any]]:
    found: set[type[Any]] = set(kind.__subclasses__())
    return found.union(*map(descendants, found))
