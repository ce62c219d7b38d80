#!/usr/bin/env python3
"""Turns results.tsv of run.sh into Markdown: medians, and Countersign's share of the best peer's time.

usage: table.py RESULTS
"""
import statistics
import sys

OURS = "countersign"
BOTH = "sign then validate"  # ours is the sum of two processes, a peer's is its signing alone


def read(path):
    """case -> tool -> runs (wall, cpu, mib) that ended well; and the runs that did not."""
    cases, failed = {}, []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            case, tool, wall, user, system, mib, code = line.rstrip("\n").split("\t")
            if code == "0":
                run = (float(wall), float(user) + float(system), int(mib))
                cases.setdefault(case, {}).setdefault(tool, []).append(run)
            else:
                failed.append((case, tool, code))
    return cases, failed


def seconds(value):
    return f"{value:.1f}" if value >= 1 else f"{value:.4f}"


def medians(runs):
    return [statistics.median(column) for column in zip(*runs)]


def ratio_line(case, cases):
    """How Countersign's median wall time stands to the fastest peer's, of the same case."""
    tools = cases[case]
    peers = {tool: medians(runs)[0] for tool, runs in tools.items() if tool != OURS}
    parts = [tools, cases.get(case + ", judged", {})] if case.startswith(BOTH) else [tools]
    if not peers or any(OURS not in part for part in parts):
        return None
    ours = sum(medians(part[OURS])[0] for part in parts)
    best = min(peers, key=peers.get)
    return f"| {case} | {seconds(ours)} | {best} | {seconds(peers[best])} | **{ours / peers[best]:.2f}** |"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    cases, failed = read(sys.argv[1])
    print("| case | Countersign, s | fastest peer | s | ratio |\n| --- | --- | --- | --- | --- |")
    for case in cases:
        line = ratio_line(case, cases)
        if line:
            print(line)
    print("\n| case | tool | runs | wall s | CPU s | peak MiB |\n| --- | --- | --- | --- | --- | --- |")
    for case, tools in cases.items():
        for tool, runs in tools.items():
            wall, cpu, mib = medians(runs)
            print(f"| {case} | {tool} | {len(runs)} | {seconds(wall)} | {cpu:.1f} | {mib:.0f} |")
    for case, tool, code in sorted(set(failed)):
        print(f"\n{case}: {tool} ended with {code}")


main()
