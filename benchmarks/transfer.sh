# shellcheck shell=bash disable=SC2154 # work, size, rounds, origin and root come from the sourcing script
# Transfers from Countersign and from knotd, which serve the same releases, taken by one client that
# throws them away. Sourced by run.sh.

transfer_key=bench.key transfer_secret=$(printf 'a secret of the benchmark, no more' | base64 -w0)
transfer_pids=()

stop_servers() {
    local pid
    for pid in "${transfer_pids[@]}"; do kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null; done
    transfer_pids=()
}

# free_port: one that nobody listens on, over TCP and UDP.
free_port() {
    python3 - <<'PY'
import socket
with socket.socket() as tcp, socket.socket(type=socket.SOCK_DGRAM) as udp:
    tcp.bind(("127.0.0.1", 0))
    udp.bind(("127.0.0.1", tcp.getsockname()[1]))
    print(tcp.getsockname()[1])
PY
}

# released: the serial of the newest release.
released() {
    "$root/countersign" releases "$origin." -c "$1/countersign.yaml" --json |
        python3 -c 'import json, sys; print(json.load(sys.stdin)[0]["serial"])'
}

# await_serial PORT SERIAL: waits until a server answers with it.
await_serial() {
    local tries
    for ((tries = 0; tries < 600; tries++)); do
        [ "$(dig +short +tries=1 +time=1 -y "hmac-sha256:$transfer_key:$transfer_secret" \
            -p "$1" @127.0.0.1 "$origin." SOA 2>/dev/null | cut -d' ' -f3)" != "$2" ] || return 0
        sleep 0.5
    done
    echo "port $1 never had serial $2" >&2
    return 1
}

# change_names FILE COUNT OUT: the zone with that many delegations' first NS at another server.
change_names() {
    python3 - "$1" "$2" "$3" <<'PY'
import sys
left = int(sys.argv[2])
with open(sys.argv[1]) as zone, open(sys.argv[3], "w") as out:
    former = None
    for line in zone:
        field = line.split()
        at = field.index("NS") if "NS" in field[1:4] else -1
        if left and at > 0 and field[0] != former and field[0].count(".") == 2:
            line = line.replace(field[at + 1], "ns.changed.net.")
            left -= 1
        former = field[0]
        out.write(line)
PY
}

# import_zone HOME FILE: what the registry has becomes FILE.
import_zone() {
    "$root/countersign" registry import "$origin." "$2" -c "$1/countersign.yaml" >&2
}

# await_release HOME FORMER: waits until the service has released something newer.
await_release() {
    local tries
    for ((tries = 0; tries < 300; tries++)); do
        [ "$(released "$1")" = "$2" ] || return 0
        sleep 1
    done
    echo "the service released nothing after $2" >&2
    return 1
}

transfer_configuration() {
    local home=$1 ours=$2 knot=$3
    mkdir -p "$home/knot"
    (umask 077 && printf 'key "%s" { algorithm hmac-sha256; secret "%s"; };\n' \
        "$transfer_key" "$transfer_secret" >"$home/key")
    cat >"$home/countersign.yaml" <<YAML
data: $home/data
http: {enabled: false}
primary:
  listen: [127.0.0.1@$ours]
  peers:
    bench: {addresses: [127.0.0.1], keyFile: $home/key}
YAML
    cat >"$home/knot.conf" <<CONF
server:
    rundir: $home/knot
    listen: 127.0.0.1@$knot
database:
    storage: $home/knot
    journal-db-max-size: 4G
log:
  - target: stderr
    any: warning
key:
  - id: $transfer_key
    algorithm: hmac-sha256
    secret: $transfer_secret
acl:
  - id: bench
    key: $transfer_key
    action: transfer
zone:
  - domain: $origin
    storage: $home/knot
    file: $home/knot.zone
    acl: bench
    semantic-checks: off
    zonefile-load: difference
    zonefile-sync: -1
    journal-content: changes
    journal-max-usage: 2G
CONF
}

# take CASE WHAT OURS KNOT: the sink's figures into the results, wall seconds only.
take() {
    java "$root/benchmarks/TransferSink.java" "$origin." "$transfer_key" "$transfer_secret" "$2" \
        "$transfer_rounds" countersign="$3" knotd="$4" |
        tee "$work/log/${1// /_}.tsv" |
        awk -F '\t' -v OFS='\t' -v case="$1" '{ print case, $1, $2, 0, 0, 0, 0 }' |
        tee -a "$results" >&2
    awk -F '\t' '{ print "  " $1 ": " $3 " octets, " $4 " messages, " $5 " records" }' \
        "$work/log/${1// /_}.tsv" | sort -u >&2
}

run_transfers() {
    local home=$work/transfer ours knot first second unsigned=$1 transfer_rounds=${TRANSFER_ROUNDS:-9}
    rm -rf "$home"
    ours=$(free_port) knot=$(free_port)
    transfer_configuration "$home" "$ours" "$knot"
    trap stop_servers EXIT
    import_zone "$home" "$unsigned" || return
    "$root/countersign" run "$origin." -c "$home/countersign.yaml" >&2 || return
    first=$(released "$home")
    cp "$home/data/published/$origin/current" "$home/knot.zone"
    "$root/countersign" serve -c "$home/countersign.yaml" --text-log 2>"$work/log/serve.err" >&2 &
    transfer_pids+=($!)
    knotd -c "$home/knot.conf" 2>"$work/log/knotd.err" >&2 &
    transfer_pids+=($!)
    await_serial "$ours" "$first" && await_serial "$knot" "$first" || return
    take "AXFR, $size" axfr "$ours" "$knot" || return
    change_names "$unsigned" 1000 "$home/changed.zone"
    import_zone "$home" "$home/changed.zone" && await_release "$home" "$first" || return
    second=$(released "$home")
    cp "$home/data/published/$origin/current" "$home/knot.zone"
    knotc -c "$home/knot.conf" zone-reload "$origin" >&2
    await_serial "$ours" "$second" && await_serial "$knot" "$second" || return
    transfer_rounds=$((3 * transfer_rounds))
    take "IXFR, 1,000 names of $size" "$first" "$ours" "$knot"
    stop_servers
    trap - EXIT
}
