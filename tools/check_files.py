"""Guards what is kept in the repository: no large files, no private keys, nothing left over from a merge."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST_BYTES = 512 * 1024
FORBIDDEN = {
    "a private key": re.compile(rb"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----"),
    "a line that a merge left over": re.compile(rb"^(?:<{7} |>{7} )", re.M),
}


def main() -> int:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    findings = [
        f"{name}: {fault}" for name in listed.stdout.decode().split("\0") if name for fault in faults(ROOT / name)
    ]
    print("\n".join(findings), end="\n" if findings else "")
    return 1 if findings else 0


def faults(path: Path) -> list[str]:
    # A file that is deleted but not yet committed is listed too.
    if path.is_symlink() or not path.is_file():
        return []
    size = path.stat().st_size
    if size > MOST_BYTES:
        return [f"{size // 1024} KB is too large for the repository (most: {MOST_BYTES // 1024} KB)"]
    content = path.read_bytes()
    return [f"holds {what}" for what, pattern in FORBIDDEN.items() if pattern.search(content)]


if __name__ == "__main__":
    sys.exit(main())
