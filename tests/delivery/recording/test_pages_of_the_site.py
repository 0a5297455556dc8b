import os

from django.test import Client

from delivery.recording import analysis
from delivery.recording.recorder import recording
from tests.site_wide.conftest import world  # noqa: F401
from tests.site_wide.world import ADDRESSES


def test_print(world):
    analysis.forget()
    client = Client()
    only = os.environ.get("ONLY", "").split()
    for name, address in ADDRESSES.items():
        if only and name not in only:
            continue
        path = address.path(world, "fa")
        with recording() as made:
            response = client.get(path, headers={"host": "localhost"})
        wide = sorted(t for t in made.tags if "." not in t or t.endswith("*"))
        rest = {}
        for t in made.tags - set(wide):
            head, _, tail = t.partition(".")
            rest.setdefault(head.partition("_")[2] + "." + (tail if not tail.startswith("id=") else "id="), []).append(
                tail
            )
        print(
            f"{name:35} {response.status_code} {made.unkept!r} until={made.until}\n      WIDE {wide}\n      {' '.join(f'{k}({len(v)})' for k, v in sorted(rest.items()))}"
        )
    if os.environ.get("PLANS"):
        for sql, plan in analysis._plans.items():
            if plan.wide or plan.unkept:
                print("##", plan.unkept, [w.tag for w in plan.wide], "\n", sql)
