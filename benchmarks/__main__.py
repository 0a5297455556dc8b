"""`make bench`: ours beside the limits of the machine and beside Wagtail, in one run and by turns.

Figures go to benchmarks/results/ and, with plots, into docs/speed.md. Each part can be measured anew alone; the figures
of the others stay. Databases, the peer and its packages are kept in .cache/bench/ for the next run.
"""

import argparse
import importlib
import signal
import subprocess
import sys
import time
import traceback
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measuring import machine as machines
from benchmarks.measuring.bench import ROOT, Bench
from benchmarks.measuring.filling import fill
from benchmarks.measuring.loading import LoadError
from benchmarks.measuring.processes import NotServed
from benchmarks.measuring.results import Results

PARTS = ("cached", "uncached", "growth", "writing", "desk", "pages", "footprint")
# What is measured in two minutes.
QUICK_PARTS = ("cached", "uncached", "footprint")
# Articles, rounds and seconds of each measurement.
FULL, QUICK = (10_000, 5, 1.0), (1_000, 2, 0.5)
# What says enough by itself.
EXPECTED = (LoadError, NotServed, subprocess.CalledProcessError)
RESULTS = Path(__file__).resolve().parent / "results"


def main() -> None:
    options = arguments()
    # Whatever stops us, the servers are stopped too: everything passes through the ends of `with`.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(143))
    began = time.monotonic()
    machine, described = machines.look(say), machines.described()
    results = Results(
        RESULTS, "speed-quick" if options.quick else "speed", None if options.quick else ROOT / "docs" / "speed.md"
    )
    failed = []
    try:
        with ExitStack() as stack:
            articles, rounds, seconds = QUICK if options.quick else FULL
            bench = Bench(
                machine=machine,
                stack=stack,
                articles=options.articles or articles,
                rounds=options.rounds or rounds,
                seconds=options.seconds or seconds,
                sizes=options.growth,
                quick=options.quick,
                afresh=options.afresh,
                tell=say,
            )
            names = options.only or (QUICK_PARTS if options.quick else PARTS)
            fill(bench, names)
            for name in names:
                if not run(name, bench, results, described):
                    failed.append(name)
    except KeyboardInterrupt:
        sys.exit("\nStopped; no server is left running, and what was measured is kept.")
    print("\n" + "\n".join(results.aim_lines()))
    say(f"\n{time.monotonic() - began:.0f} s. Figures: {results.file.relative_to(ROOT).with_suffix('.md')}")
    if failed:
        sys.exit(f"Broken off: {', '.join(failed)}.")


def run(name: str, bench: Bench, results: Results, described: str) -> bool:
    """Measure a part and keep what it found; whether it came to its end."""
    say(f"{name}:")
    began = time.monotonic()
    try:
        part = importlib.import_module(f"benchmarks.parts.{name}").measure(bench)
    except Exception as error:  # noqa: BLE001 - the other parts are measured all the same
        if not isinstance(error, EXPECTED):
            traceback.print_exc()
        say(f"  broken off: {error}")
        return False
    finally:
        bench.running.stop()
    part.skipped = bench.machine.taken()
    part.at, part.machine = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"), described
    part.seconds = round(time.monotonic() - began)
    results.put(name, part)
    say(f"  {part.seconds} s")
    return True


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help=f"{', '.join(QUICK_PARTS)} on a small archive, in two minutes"
    )
    parser.add_argument("--only", type=parts_in, metavar="PART,…", help=f"these parts alone: {', '.join(PARTS)}")
    parser.add_argument("--articles", type=int, help="English articles besides the demo's (10,000)")
    parser.add_argument("--rounds", type=int, help="how often each subject is measured (5)")
    parser.add_argument("--seconds", type=float, help="how long each time (1)")
    parser.add_argument(
        "--growth", type=int, nargs="+", default=[1_000, 100_000], help="archives of `growth` (1000 100000)"
    )
    parser.add_argument("--afresh", action="store_true", help="fill every database anew")
    return parser.parse_args()


def parts_in(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",")]
    for name in names:
        if name not in PARTS:
            raise argparse.ArgumentTypeError(f"no part is called {name}: {', '.join(PARTS)}")
    return names


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
