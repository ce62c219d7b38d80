#!/usr/bin/env python3
"""Writes an unsigned zone like a TLD's: the same arguments give the same octets.

usage: generate.py DELEGATIONS DS_SHARE FILE [ORIGIN]     e.g. generate.py 1000000 0.05 tld.zone

What the shape follows: delegations come in no order; labels are 3 to 30 letters, about 12 on
average, a few with digits, hyphens or xn--; most name servers belong to a few providers outside the
zone, some inside it; one delegation in 25 hosts itself and brings glue; 3 in 1000 stand below an
empty non-terminal; a share has DS records, mostly one each, SHA-256.
"""
import random
import sys

VOWELS = "aaaeeeeiiioouuy"
CONSONANTS = "bbccddffgghhjkkllllmmmnnnnppqrrrrssssttttvwxz"
ENDINGS = ["shop", "web", "online", "group", "-online", "-shop", "hotel", "media", "24", "365"]


class Zone:
    def __init__(self, delegations, ds_share, origin):
        self.random = random.Random(f"{delegations} {ds_share} {origin}")
        self.delegations = delegations
        self.ds_share = ds_share
        self.origin = origin
        self.taken = {"nic", "co", "org"}
        self.glued = set()
        self.providers = [self.provider() for _ in range(max(50, int(delegations ** 0.6)))]

    def word(self):
        syllables = self.random.choices((1, 2, 3, 4, 5), (1, 4, 8, 5, 2))[0]
        choice = self.random.choice
        text = "".join(choice(CONSONANTS) + choice(VOWELS) for _ in range(syllables))
        return text + choice(CONSONANTS) * (self.random.random() < 0.6)

    def label(self):
        while True:
            text = self.word()
            kind = self.random.random()
            if kind < 0.2:
                text += self.random.choice(ENDINGS)
            elif kind < 0.45:
                text += self.word()
            elif kind < 0.455:
                text = "xn--" + text + "-" + self.word()[:3] + "a"
            if 3 <= len(text) <= 40 and text not in self.taken:
                self.taken.add(text)
                return text

    def provider(self):
        """The hosts of one provider; one provider in twelve has its hosts inside the zone."""
        number = self.random.choices((2, 3, 4), (13, 3, 4))[0]
        home = self.label()
        if self.random.random() < 1 / 12:
            return [f"ns{i}.{home}.{self.origin}" for i in range(1, number + 1)], f"{home}.{self.origin}"
        tld = self.random.choices(("com", "net", "org", "eu"), (10, 5, 2, 1))[0]
        return [f"ns{i}.{home}.{tld}." for i in range(1, number + 1)], None

    def apex(self):
        o = self.origin
        yield f"{o}\t86400\tIN\tSOA\tns1.nic.{o} hostmaster.nic.{o} 2026010100 1800 900 1209600 900\n"
        for host in (f"ns1.nic.{o}", f"ns2.nic.{o}", "ns.tld-service.net."):
            yield f"{o}\t172800\tIN\tNS\t{host}\n"
        yield f'{o}\t3600\tIN\tTXT\t"a zone made for measuring"\n'
        for i in (1, 2):
            yield f"ns{i}.nic.{o}\t172800\tIN\tA\t192.0.2.{i}\n"
            yield f"ns{i}.nic.{o}\t172800\tIN\tAAAA\t2001:db8::{i}\n"

    def glue(self, host):
        if host in self.glued:
            return
        self.glued.add(host)
        bits = self.random.getrandbits(24)
        yield f"{host}\t86400\tIN\tA\t198.51.{bits & 255}.{bits >> 8 & 255}\n"
        if bits >> 16 < 140:
            yield f"{host}\t86400\tIN\tAAAA\t2001:db8:{bits & 65535:x}::53\n"

    def delegation(self, owner, hosts):
        for host in hosts:
            yield f"{owner}\t86400\tIN\tNS\t{host}\n"
        if self.random.random() < self.ds_share:
            for _ in range(1 + (self.random.random() < 0.07)):
                tag = self.random.randrange(1, 65536)
                algorithm = 13 if self.random.random() < 0.8 else 8
                digest = self.random.getrandbits(256)
                yield f"{owner}\t86400\tIN\tDS\t{tag} {algorithm} 2 {digest:064X}\n"

    def records(self):
        yield from self.apex()
        homes = set()
        for _ in range(self.delegations):
            draw = self.random.random
            owner = self.label() + "." + ("co." if draw() < 0.003 else "") + self.origin
            if draw() < 0.04:
                hosts = [f"ns1.{owner}", f"ns2.{owner}"]
                yield from self.delegation(owner, hosts)
                for host in hosts:
                    yield from self.glue(host)
                continue
            rank = min(len(self.providers) - 1, int(self.random.paretovariate(0.35)) - 1)
            hosts, home = self.providers[rank]
            yield from self.delegation(owner, hosts)
            if home and home not in homes:  # the provider's own name is a delegation too
                homes.add(home)
                yield from self.delegation(home, hosts)
                for host in hosts:
                    yield from self.glue(host)


def main():
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    origin = sys.argv[4] if len(sys.argv) == 5 else "example."
    zone = Zone(int(sys.argv[1]), float(sys.argv[2]), origin)
    with open(sys.argv[3], "w", encoding="ascii") as out:
        out.writelines(zone.records())


main()
