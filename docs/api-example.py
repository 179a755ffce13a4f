"""The API in Python, cell by cell: opens as a notebook in VS Code, PyCharm, Spyder or Jupyter (jupytext), and runs as a
script:

    python docs/api-example.py https://aarhus.example

Needs nothing but Python. Everything it reads is public; no key is needed.
"""

# %% [markdown]
# # Ask, page by page
# An answer holds `results` and the address of the `next` page. A parameter that is not known is an error.

# %%
import csv
import json
import sys
from collections import Counter
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

SITE = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000"
API = f"{SITE}/api/v1/"


def ask(address, **headers):
    with urlopen(Request(address, headers={"Accept": "application/json", **headers})) as answer:
        return json.load(answer), answer.headers["ETag"]


def records(kind, **query):
    """Every record of a list, however many pages it has; a value may be a list."""
    address = f"{API}{kind}/?{urlencode(query, doseq=True)}"
    while address:
        page, _etag = ask(address)
        yield from page["results"]
        address = page["next"]


# %% [markdown]
# # How many cases each region has
# `fields` leaves out what is not needed.

# %%
by_region = Counter(
    case["region"]["name"] if case["region"] else "The whole country"
    for case in records("cases", fields="reference,region", limit=200, lang="en")
)
for name, count in by_region.most_common():
    print(f"{count:6} {name}")

# %% [markdown]
# # Words and filters, as on the site
# The word is found in any form, in Russian and Kazakh.

# %%
for case in records("cases", q="разрез", lang="en"):
    print(case["reference"], case["title"], case["address"])

# %% [markdown]
# # Serious signs of a breach as a table

# %%
with open("findings.csv", "w", newline="", encoding="utf-8-sig") as file:
    table = csv.writer(file)
    table.writerow(["case", "title", "severity", "law"])
    for finding in records("findings", severity=["4", "5"], lang="en"):
        law = finding["law"]["text"] if finding["law"] else ""
        table.writerow([finding["case"], finding["title"], finding["severity"]["code"], law])

# %% [markdown]
# # One case whole, with its citation

# %%
first = next(records("cases", limit=1), None)
if first:
    case, etag = ask(f"{API}cases/{first['reference']}/?lang=en")
    print(case["citation"])
    for version in case["versions"]:
        print("version", version["number"], version["on"], version["note"])

# %% [markdown]
# # Ask again, cheaply
# What has not changed since is answered by 304, without a body.

# %%
if first:
    try:
        ask(f"{API}cases/{first['reference']}/?lang=en", **{"If-None-Match": etag})
    except HTTPError as answer:
        print("Not changed:", answer.code == 304)

# %% [markdown]
# # A misprint is an error that names itself

# %%
try:
    list(records("cases", regoin="PAV"))
except HTTPError as error:
    print(error.code, json.load(error)["detail"])
