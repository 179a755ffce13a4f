"""What a browser would send back from the edit form it was shown."""

from bs4 import BeautifulSoup


def posted(html, **changes):
    """Every control of the editor's form as it stands, with `changes` on top."""
    form = BeautifulSoup(html, "html.parser").find("form", id="w-editor-form")
    for template in form.find_all("template"):
        template.decompose()
    data = {}
    for control in form.find_all(["input", "select", "textarea"]):
        name, kind = control.get("name"), control.get("type", "")
        if not name or control.has_attr("disabled") or kind in ("submit", "button", "file"):
            continue
        if control.name == "select":
            chosen = [option["value"] for option in control.find_all("option", selected=True)]
            options = control.find_all("option")
            if control.has_attr("multiple"):
                data[name] = chosen
            else:
                data[name] = chosen[0] if chosen else (options[0].get("value", "") if options else "")
        elif control.name == "textarea":
            data[name] = control.get_text().removeprefix("\n").removeprefix("\r\n")
        elif kind in ("checkbox", "radio"):
            if control.has_attr("checked"):
                data.setdefault(name, []).append(control.get("value", "on"))
        else:
            data[name] = control.get("value", "")
    return {**data, **changes}
