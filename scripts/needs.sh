# shellcheck shell=bash disable=SC2154 # root, jar and stamp come from the sourcing script
# What ./countersign and ./verify share: finding or installing what is needed, and building.
# Sourced, never run. Speaks on standard error only: standard output belongs to the command.

LEAST_JAVA=17

say() { printf 'countersign: %s\n' "$*" >&2; }

# broken MESSAGE...: the world is broken, not the caller: exit code 3, one line an argument.
broken() {
    local line
    for line in "$@"; do say "$line"; done
    exit 3
}

# A fresh machine may have no locale, no TERM and no one to answer questions.
settle_environment() {
    export LC_ALL=C.UTF-8 TERM="${TERM:-dumb}" DEBIAN_FRONTEND=noninteractive
}

# as_root COMMAND...: runs it as root, or fails where that needs a password.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n env DEBIAN_FRONTEND=noninteractive "$@"; fi
}

can_install() {
    command -v apt-get >/dev/null || return 1
    [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }
}

# install_command PACKAGE...: what a person would type.
install_command() {
    if command -v apt-get >/dev/null; then
        echo "sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
    else
        echo "(no apt-get here: install with this system's package manager what Debian calls) $*"
    fi
}

# install WHY PACKAGE...: installs from Debian; fails where it may not or cannot.
install() {
    local why=$1 log
    shift
    can_install || return 1
    log=$(mktemp -t countersign-install.XXXXXX) || return 1
    say "installing $* ($why); log: $log"
    if as_root apt-get install -y --no-install-recommends "$@" </dev/null >"$log" 2>&1; then
        return 0
    fi
    # No package lists yet, or old ones that name packages no longer there.
    if as_root apt-get update </dev/null >>"$log" 2>&1 &&
        as_root apt-get install -y --no-install-recommends "$@" </dev/null >>"$log" 2>&1; then
        return 0
    fi
    tail -n 5 "$log" >&2
    say "apt-get could not install $*; the whole output is in $log"
    return 1
}

# java_major HOME: the feature release of the Java below HOME, 0 if there is none.
java_major() {
    local version=''
    [ -x "$1/bin/java" ] || { echo 0; return; }
    if [ -r "$1/release" ]; then # reading a file is 40 ms faster than asking the JVM
        version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
    else
        version=$("$1/bin/java" -version 2>&1 | sed -n '1s/.*"\([0-9]*\).*/\1/p')
    fi
    echo "${version:-0}"
}

# find_java PROGRAM: sets java_home to a Java that is new enough and has bin/PROGRAM.
find_java() {
    local candidate on_path
    on_path=$(readlink -f "$(command -v java)") # /usr/lib/jvm/NAME/bin/java
    for candidate in "${JAVA_HOME:-}" "${on_path%/bin/java}" /usr/lib/jvm/*; do
        if [ -z "$candidate" ] || [ ! -x "$candidate/bin/$1" ]; then
            continue
        elif [ "$(java_major "$candidate")" -ge "$LEAST_JAVA" ]; then
            java_home=$candidate
            return 0
        elif [ "$candidate" = "${JAVA_HOME:-}" ]; then
            say "JAVA_HOME=$JAVA_HOME is older than Java $LEAST_JAVA; looking for another"
        fi
    done
    return 1
}

# need_build_tools: a JDK in java_home and Maven on the path, or exit 3 with the command to run.
need_build_tools() {
    local missing=()
    find_java javac || missing+=(openjdk-17-jdk-headless)
    command -v mvn >/dev/null || missing+=(maven)
    if [ ${#missing[@]} -gt 0 ]; then
        install "to build Countersign: a JDK >= $LEAST_JAVA and Maven >= 3.8" "${missing[@]}" ||
            broken "building needs a JDK >= $LEAST_JAVA and Maven >= 3.8; please run:" \
                "  $(install_command "${missing[@]}")"
        find_java javac || broken "installed ${missing[*]}, and still found no JDK >= $LEAST_JAVA"
    fi
    export JAVA_HOME=$java_home
}

# is_built: whether the application stands and nothing the build reads changed since.
is_built() {
    [ -e "$jar" ] && [ -e "$stamp" ] && [ -z "$(find "$root"/pom.xml "$root"/*/pom.xml \
        "$root"/*/src/main -newer "$stamp" -print -quit)" ]
}

# build: makes the application's jar with its lib folder; progress to standard error.
build() {
    local log=$root/target/build.log began=$SECONDS pid
    { mkdir -p "$root/target" && [ -w "$root/target" ]; } 2>/dev/null ||
        broken "Countersign is not built yet and $(id -un) may not write $root/target;" \
            "run ./countersign once as the owner of $root"
    exec 8>"$root/target/build.lock"
    flock 8 # two commands at once: the second waits, and then finds it built
    if is_built; then
        exec 8>&-
        return
    fi
    need_build_tools
    say "building with Maven (the first time it also downloads libraries); log: $log"
    touch "$stamp.begun" # what is edited while Maven runs is newer than this
    (cd "$root" && exec mvn -B -q package -DskipTests) </dev/null >"$log" 2>&1 8>&- &
    pid=$!
    trap 'kill "$pid" 2>/dev/null; exit 130' INT TERM
    while [ -t 2 ] && kill -0 "$pid" 2>/dev/null; do
        printf '\rcountersign: building, %d s ' $((SECONDS - began)) >&2
        sleep 1
    done
    [ ! -t 2 ] || printf '\r\033[K' >&2
    if ! wait "$pid"; then
        grep -m 20 -E 'ERROR|FATAL' "$log" >&2 || tail -n 20 "$log" >&2
        broken "the build failed; the whole output is in $log"
    fi
    trap - INT TERM
    make_class_archive </dev/null >>"$log" 2>&1
    mv "$stamp.begun" "$stamp"
    say "built in $((SECONDS - began)) s"
    exec 8>&-
}
