#!/usr/bin/env bash
# Measures `sign` and `validate` against the peers on the same files in the same run: whole
# processes, wall and CPU time, peak memory, medians of three, the order of the tools turned each
# round. A peer that took more than 1.5 times the fastest peer's time in the first round is not
# asked again. See docs/benchmarks.md.
#   benchmarks/run.sh [CASE...]     cases: sign-optout sign-nsec3 validate-optout validate-nsec3
#                                          both-nsec3 rsa small-memory five-million softhsm rollback;
#                                          none: all but rollback and softhsm, which takes no zone: signatures a
#                                          second in a token, at 1 and 2 sessions
#   WORK=DIR  where zones, keys and results go (default: benchmarks/work)
#   ZONES=200  ZONE_SIZE=10000  MINUTES=5   of many-zones
#   ROUNDS=3  SIZE=1000000  RSA_SIZE=100000  BIG_SIZE=5000000  THREADS=2
set -uo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd) || exit 3
work=${WORK:-$root/benchmarks/work}
rounds=${ROUNDS:-3} size=${SIZE:-1000000} rsa_size=${RSA_SIZE:-100000} big_size=${BIG_SIZE:-5000000}
threads=${THREADS:-2} origin=example
results=$work/results.tsv
mkdir -p "$work/log" "$work/zones"
# shellcheck source=benchmarks/measure.sh
. "$root/benchmarks/measure.sh"
# shellcheck source=benchmarks/transfer.sh
. "$root/benchmarks/transfer.sh"

[ "$*" = softhsm ] || for tool in /usr/bin/time dnssec-signzone dnssec-verify kzonesign kzonecheck ldns-verify-zone python3 knotd knotc dig java; do
    command -v "$tool" >/dev/null || {
        echo "missing $tool; apt-get install time bind9-utils knot-dnssecutils ldnsutils python3" >&2
        exit 3
    }
done
[ "$*" = softhsm ] || "$root/countersign" --version >"$work/version" || exit 3

# unsigned SIZE: the path of an unsigned zone, one delegation in twenty with DS; made once, by the
# generator of ../shared/peers where that folder is, else by our own.
unsigned() {
    local file=$work/zones/$1.zone peers=$root/../shared/peers
    if [ ! -e "$file" ]; then
        echo "making a zone of $1 delegations" >&2
        if [ -e "$peers/gen_tld_zone.py" ]; then
            cp -r "$peers" "$work/peers" 2>/dev/null
            python3 "$work/peers/gen_tld_zone.py" -n "$1" -d 0.05 -o "$origin" -f "$file.part" >&2
        else
            python3 "$root/benchmarks/generate.py" "$1" 0.05 "$file.part" "$origin."
        fi
        mv "$file.part" "$file"
    fi
    echo "$file"
}

# signed SIZE MODE: the path of that zone signed by Knot and written in canonical order, made once.
signed() {
    local file=$work/zones/$1.$2.signed
    if [ ! -e "$file" ]; then
        results=/dev/null sign_with kzonesign preparing 13 "$2" "$(unsigned "$1")" "$file.knot" &&
            named-compilezone -q -i none -k ignore -s full -o "$file.part" "$origin" "$file.knot" \
                >/dev/null && mv "$file.part" "$file"
        rm -f "$file.knot"
    fi
    echo "$file"
}

# within_reach CASE TOOL: whether a peer is worth another round.
within_reach() {
    awk -F '\t' -v case="$1" -v tool="$2" '$1 == case && $7 == 0 && $2 != "countersign" {
        if (fastest == "" || $3 < fastest) fastest = $3
        if ($2 == tool) last = $3
    } END { exit !(last != "" && last <= 1.5 * fastest) }' "$results"
}

# compare CASE FUNCTION "TOOLS" ARGUMENTS...: rounds of FUNCTION TOOL CASE ARGUMENTS.
compare() {
    local case=$1 function=$2 tools turn round tool
    read -ra tools <<<"$3"
    shift 3
    for ((round = 0; round < rounds; round++)); do
        for ((turn = 0; turn < ${#tools[@]}; turn++)); do
            tool=${tools[(round + turn) % ${#tools[@]}]}
            if [ "$round" = 0 ] || [ "$tool" = countersign ] || within_reach "$case" "$tool"; then
                "$function" "$tool" "$case" "$@" || echo "$case: $tool failed" >&2
            fi
        done
    done
}

# sign_to TOOL CASE ALGORITHM MODE IN: signs to a file of the tool's own.
sign_to() { sign_with "$1" "$2" "$3" "$4" "$5" "$work/zones/out.$1"; }

# sign_and_validate TOOL CASE ...: Countersign signs and judges its own zone, a peer signs alone.
sign_and_validate() {
    sign_to "$@" || return
    [ "$1" != countersign ] || verify_with countersign "$2, judged" "$work/zones/out.countersign"
}

signers='countersign kzonesign dnssec-signzone'
verifiers='countersign kzonecheck dnssec-verify ldns-verify-zone'

run_case() {
    case $1 in
        sign-optout) compare "sign, opt-out, $size" sign_to "$signers" 13 optout "$(unsigned "$size")" ;;
        sign-nsec3) compare "sign, no opt-out, $size" sign_to "$signers" 13 nsec3 "$(unsigned "$size")" ;;
        validate-optout) compare "validate, opt-out, $size" verify_with "$verifiers" "$(signed "$size" optout)" ;;
        validate-nsec3) compare "validate, no opt-out, $size" verify_with "$verifiers" "$(signed "$size" nsec3)" ;;
        both-nsec3)
            compare "sign then validate, no opt-out, $size" sign_and_validate \
                "countersign kzonesign" 13 nsec3 "$(unsigned "$size")"
            ;;
        rsa) compare "sign, RSA-2048, no opt-out, $rsa_size" sign_to "$signers" 8 nsec3 "$(unsigned "$rsa_size")" ;;
        rollback) roll_back "$size" ;;
        small-memory) within_heap -Xmx400m "$size" ;;
        softhsm) token_speed ;;
        many-zones)
            python3 "$root/benchmarks/many_zones.py" "$root/countersign" "$work" \
                "${ZONES:-200}" "${ZONE_SIZE:-10000}" "${MINUTES:-5}"
            ;;
        five-million) within_heap -Xmx2g "$big_size" ;;
        transfer) run_transfers "$(unsigned "$size")" ;;
        *)
            echo "no such case: $1" >&2
            exit 2
            ;;
    esac
}

# roll_back SIZE: seconds from the command to the artefact of a rollback, $rounds times, in an
# installation of its own; the registry is asked what has changed since.
roll_back() {
    local data=$work/rollback.$1 round log=$work/log/rollback
    if [ ! -e "$data/ready" ]; then
        rm -rf "$data"
        "$root/countersign" registry import "$origin." "$(unsigned "$1")" --data "$data" >&2 || return
        "$root/countersign" run "$origin." --data "$data" --quiet >&2 || return
        touch "$data/ready"
    fi
    for ((round = 0; round < rounds; round++)); do
        measure "rollback, $1" countersign "$root/countersign" rollback "$origin." \
            --reason benchmark --to "$(first_serial "$data")" --data "$data" --quiet --json || return
    done
    python3 -c 'import json, sys
ms = json.load(open(sys.argv[1]))["millis"]
print("rollback: " + ", ".join(f"{k} {v / 1000:.1f} s" for k, v in ms.items()))' \
        "$work/log/rollback,_$1.countersign.out"
}

# first_serial DATA: the serial of the first release that is still there.
first_serial() {
    "$root/countersign" releases "$origin." --data "$1" --json |
        python3 -c 'import json, sys; print(json.load(sys.stdin)[-1]["serial"])'
}

# within_heap OPTION SIZE: signs and judges an opt-out zone with that much heap, once.
within_heap() {
    (
        export COUNTERSIGN_JAVA_OPTS=$1
        rounds=1
        compare "sign, opt-out, $2, $1" sign_to countersign 13 optout "$(unsigned "$2")"
        compare "validate, opt-out, $2, $1" verify_with countersign "$work/zones/out.countersign"
    )
}

# token_speed: a table, half a minute after the tests are compiled.
token_speed() {
    command -v softhsm2-util >/dev/null || {
        echo "missing softhsm2-util; apt-get install softhsm2" >&2
        exit 3
    }
    (cd "$root" && mvn -B -q -pl keystore-adapters -am test -Dtest=TokenSpeed \
        -Dsurefire.failIfNoSpecifiedTests=false) >"$work/log/softhsm" 2>&1 || {
        tail -n 20 "$work/log/softhsm" >&2
        return 1
    }
    sed -n 's/^[^|]*|/|/p' "$work/log/softhsm" | tee "$work/softhsm.md"
}

[ $# -gt 0 ] || set -- sign-optout sign-nsec3 validate-optout validate-nsec3 both-nsec3 rsa \
    small-memory five-million
[ "$*" = softhsm ] || { make_keys 13 && make_keys 8; }
for case in "$@"; do run_case "$case"; done
[ ! -e "$results" ] || python3 "$root/benchmarks/table.py" "$results" | tee "$work/table.md"
