#!/usr/bin/env python3
"""Many zones on two nodes: each is to be run every minute, and none may be skipped.

usage: many_zones.py COUNTERSIGN WORK ZONES SIZE MINUTES

Makes ZONES zones of SIZE delegations in one embedded PostgreSQL, starts two nodes of the service on
it, and counts in their logs how often each zone was signed anew and released, and how long that took.
"""
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import time

POLICY = """apex:
  soa: {{mname: ns1.{zone}., rname: hostmaster.{zone}.}}
  ns: [ns1.{zone}.]
  records: ['ns1 3600 IN A 192.0.2.1']
signing: {{threads: 1, validity: 30d, jitter: 0, refresh: 29d23h59m30s}}  # all anew each time
schedule: {{run: 60s, onChange: false, refresh: 1h, observe: 1h}}
"""


def main():
    command, work = sys.argv[1], pathlib.Path(sys.argv[2]) / "many-zones"
    zones, size, minutes = (int(word) for word in sys.argv[3:6])
    data = work / "data"
    work.mkdir(parents=True, exist_ok=True)
    call(command, "migrate", "--data", data)
    known = {zone["origin"] for zone in json.loads(call(command, "zone", "list", "--data", data, "--json"))}
    for number in range(zones):
        if f"z{number:03}." not in known:
            add(command, work, data, f"z{number:03}", size)
    nodes = [serve(command, work, data, name) for name in ("one", "two")]
    try:
        time.sleep(30)  # both work, and every zone has its timetable
        begun = time.time()
        while time.time() < begun + 60 * minutes + 30:  # the last ones end, too
            time.sleep(1)
            if any(node.poll() is not None for node in nodes):
                raise SystemExit("a node has ended: see its log in " + str(work))
        report(command, data, zones, begun, minutes)
    finally:
        for node in nodes:
            node.send_signal(signal.SIGTERM)
        for node in nodes:
            node.wait(120)


def call(*words):
    return subprocess.run([str(w) for w in words], check=True, stdout=subprocess.PIPE).stdout


def add(command, work, data, zone, size):
    """A zone with its registry's rows, keys and policy."""
    text, policy = work / "zone", work / "policy.yaml"
    chance = random.Random(zone)
    with open(text, "w", encoding="ascii") as out:
        out.write(f"{zone}. 3600 IN SOA ns1.{zone}. hostmaster.{zone}. 1 7200 900 1209600 3600\n")
        out.write(f"{zone}. 3600 IN NS ns1.{zone}.\nns1.{zone}. 3600 IN A 192.0.2.1\n")
        for i in range(size):
            out.write(f"d{i}.{zone}. 3600 IN NS ns{chance.randrange(50)}.other.\n")
            if i % 20 == 0:
                out.write(f"d{i}.{zone}. 3600 IN DS {i} 13 2 {chance.getrandbits(256):064x}\n")
    policy.write_text(POLICY.format(zone=zone), encoding="ascii")
    call(command, "registry", "import", zone + ".", text, "--data", data, "--quiet")
    call(command, "zone", "add", zone + ".", "--policy", policy, "--data", data)


def serve(command, work, data, name):
    config = work / f"{name}.yaml"
    config.write_text(f"data: {data}\nservice: {{node: {name}}}\nhttp: {{port: 0}}\n", encoding="ascii")
    log = open(work / f"{name}.log", "w", encoding="utf-8")
    return subprocess.Popen([command, "serve", "-c", str(config)], stderr=log, env=os.environ)


def report(command, data, zones, begun, minutes):
    """Runs by zone, out of the nodes' own logs."""
    runs, waited = {}, []
    for log in data.parent.glob("*.log"):
        for line in log.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            text = entry["formattedMessage"]
            if not text.startswith("released after ") or entry["timestamp"] / 1000 < begun:
                continue
            zone = entry["mdc"].get("zone")
            if zone and entry["mdc"].get("work") == "run":
                runs.setdefault(zone, []).append(entry["timestamp"] / 1000 - begun)
                total = text.rsplit("total=", 1)[-1].rstrip("}")
                waited.append(int(total))
    short = {zone: len(times) for zone, times in runs.items() if len(times) < minutes}
    missing = zones - len(runs)
    waited.sort()
    print(f"| zones | runs | zones short of {minutes} runs | median run | longest run |")
    print("| --- | --- | --- | --- | --- |")
    print(f"| {zones} | {len(waited)} | {len(short) + missing} | "
          f"{waited[len(waited) // 2] if waited else '-'} ms | {waited[-1] if waited else '-'} ms |")
    if short or missing:
        raise SystemExit(f"runs were skipped: {missing} zones without any, {short}")


main()
