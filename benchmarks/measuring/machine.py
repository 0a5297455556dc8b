"""What this machine has of what the benchmarks use; what is missing is brought or said."""

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field

# Debian's packages, by the program that they bring.
PACKAGES = {"wrk": "wrk", "nginx": "nginx-light"}


@dataclass
class Machine:
    """Where servers and load run, which programs are there, and what is left out for want of something.

    Args:
        server_core, load_core: numbers of processors; None where there is one alone or nothing to pin with.
        notes: what is left out, not yet taken by a part.
        tell: hears one line at a time.
    """

    server_core: int | None = None
    load_core: int | None = None
    programs: frozenset[str] = frozenset()
    notes: list[str] = field(default_factory=list)
    tell: Callable[[str], None] = print

    def skip(self, what: str, why: str) -> None:
        """Say that something is not measured, and why; the tables say it too."""
        self.notes.append(f"{what}: not measured, {why}")
        self.tell(f"  {self.notes[-1]}")

    def taken(self) -> list[str]:
        """What has been left out since this was asked the last time."""
        notes, self.notes = list(dict.fromkeys(self.notes)), []
        return notes

    def has(self, program: str) -> bool:
        return program in self.programs


def look(tell: Callable[[str], None]) -> Machine:
    """Find out, and install what Debian has and root may install."""
    machine = Machine(tell=tell)
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) > 1 and shutil.which("taskset"):
        machine.server_core, machine.load_core = cores[0], cores[1]
    else:
        tell("  Servers and load share their cores: there is one alone, or no taskset.")
    missing = [program for program in PACKAGES if not found(program)]
    if missing:
        install([PACKAGES[program] for program in missing], tell)
    machine.programs = frozenset(program for program in PACKAGES if found(program))
    if not machine.has("wrk"):
        tell("  Load by a loader in Python, for wrk is not there: slower than fast servers are.")
    return machine


def found(program: str) -> str | None:
    """Where a program is; Debian keeps nginx where only root looks."""
    return shutil.which(program) or shutil.which(program, path="/usr/sbin:/usr/local/sbin")


def install(packages: list[str], tell: Callable[[str], None]) -> None:
    """By apt-get, as root; what cannot be installed stays away. Services are not started."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        tell(f"  Missing, and only root may install them: {' '.join(packages)}")
        return
    tell(f"  Installing from the distribution: {' '.join(packages)}")
    # A policy that says no: the nginx of a package would begin to serve.
    given = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    for words in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(["apt-get", *words], env=given, capture_output=True, text=True, check=False)
        if done.returncode:
            tell(f"  apt-get {words[0]}: {done.stderr.strip().splitlines()[-1:]}")


def described() -> str:
    """The processor, how many of it and how busy: what figures by the clock are worth."""
    name = "unknown processor"
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        for line in file:
            if line.startswith("model name"):
                name = line.partition(":")[2].strip()
                break
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return f"{os.cpu_count()} cores of {name}; load before the run {load}"
