"""The faces that stand in until ours arrive are made of one table."""

import re
import subprocess
import sys

from django.conf import settings

CSS = settings.BASE_DIR / "static" / "css"


def test_sheet_is_what_the_tool_makes():
    tool = settings.BASE_DIR / "tools" / "fallback_fonts.py"
    subprocess.run([sys.executable, str(tool), "--check"], check=True)


def test_every_face_is_used_and_every_one_that_is_used_is_there():
    made = set(re.findall(r'font-family: "([^"]+)"', (CSS / "fallbacks.css").read_text()))
    used = set(re.findall(r'"((?:Serif|Display|Arabic|Naskh) Local(?: \d)?)"', (CSS / "tokens.css").read_text()))
    assert made == used
