# shellcheck shell=bash disable=SC2154 # work, threads and origin come from the sourcing script
# One timed run of a whole process, and the peers' commands. Sourced by run.sh.

# measure CASE TOOL COMMAND...: a line of results: wall, user and system seconds, peak MiB, exit code.
measure() {
    local case=$1 tool=$2 log exit
    shift 2
    log=$work/log/${case// /_}.$tool
    /usr/bin/time -f '%e\t%U\t%S\t%M' -o "$log.time" timeout "${limit:-3600}" "$@" \
        </dev/null >"$log.out" 2>"$log.err"
    exit=$?
    tail -n 1 "$log.time" | awk -F '\t' -v OFS='\t' -v case="$case" -v tool="$tool" -v rc="$exit" \
        '{ print case, tool, $1, $2, $3, int($4 / 1024), rc }' | tee -a "$results" >&2
    [ "$exit" = 0 ] || { tail -n 3 "$log.err" "$log.out" >&2; return 1; }
}

# make_keys ALGORITHM: a KSK and a ZSK in BIND's files, once.
make_keys() {
    local folder=$work/keys/$1 name bits=()
    case $1 in
        13) name=ECDSAP256SHA256 ;;
        8) name=RSASHA256 bits=(-b 2048) ;;
    esac
    [ ! -d "$folder" ] || return 0
    mkdir -p "$folder"
    dnssec-keygen -q -K "$folder" -a "$name" "${bits[@]}" "$origin" >/dev/null
    dnssec-keygen -q -K "$folder" -a "$name" "${bits[@]}" -f KSK "$origin" >/dev/null
}

# our_policy ALGORITHM MODE: the policy that makes Countersign do what the peers are told to do.
our_policy() {
    local file=$work/policy.$1.$2.yaml denial='mode: nsec3, optOut: false'
    [ "$2" != optout ] || denial='mode: nsec3, optOut: true'
    cat >"$file" <<YAML
signing: {algorithm: $1, threads: $threads, validity: 30d, refresh: 10d}
denial: {$denial, iterations: 0}
zonemd: {enabled: false}
YAML
    echo "$file"
}

knot_configuration() {
    local folder=$work/knot.$1.$2 algorithm='ecdsap256sha256' optout=off
    [ "$1" != 8 ] || algorithm='rsasha256
    ksk-size: 2048
    zsk-size: 2048'
    [ "$2" != optout ] || optout=on
    mkdir -p "$folder/out"
    cat >"$folder/knot.conf" <<CONF
server:
    rundir: $folder
database:
    storage: $folder
policy:
  - id: p
    algorithm: $algorithm
    signing-threads: $threads
    nsec3: on
    nsec3-iterations: 0
    nsec3-opt-out: $optout
    nsec3-salt-length: 0
    rrsig-lifetime: 30d
    rrsig-refresh: 10d
    ksk-lifetime: 0
    zsk-lifetime: 0
    cds-cdnskey-publish: none
zone:
  - domain: $origin
    file: $3
    storage: $folder
    dnssec-signing: on
    dnssec-policy: p
    semantic-checks: off
    adjust-threads: $threads
    journal-content: none
    zonefile-load: whole
CONF
    echo "$folder"
}

# sign_with TOOL CASE ALGORITHM MODE IN OUT: one timed signing.
sign_with() {
    local tool=$1 case=$2 algorithm=$3 mode=$4 in=$5 out=$6 folder optout=()
    rm -f "$out"
    case $tool in
        countersign)
            measure "$case" "$tool" "$root/countersign" sign "$in" --keys "$work/keys/$algorithm" \
                --policy "$(our_policy "$algorithm" "$mode")" -o "$out"
            ;;
        dnssec-signzone)
            [ "$mode" != optout ] || optout=(-A)
            measure "$case" "$tool" dnssec-signzone -n "$threads" -P -3 - -H 0 "${optout[@]}" -S \
                -K "$work/keys/$algorithm" -d "$work" -o "$origin" -f "$out" "$in"
            ;;
        kzonesign)
            folder=$(knot_configuration "$algorithm" "$mode" "$in")
            measure "$case" "$tool" kzonesign -c "$folder/knot.conf" -o "$folder/out" "$origin" &&
                mv "$folder/out/$(basename "$in")" "$out"
            ;;
    esac
}

# verify_with TOOL CASE FILE: one timed verification.
verify_with() {
    case $1 in
        countersign) measure "$2" "$1" "$root/countersign" validate "$3" ;;
        kzonecheck) measure "$2" "$1" kzonecheck -d on -o "$origin" "$3" ;;
        dnssec-verify) measure "$2" "$1" dnssec-verify -q -o "$origin" "$3" ;;
        ldns-verify-zone) measure "$2" "$1" ldns-verify-zone -V 1 "$3" ;;
    esac
}
