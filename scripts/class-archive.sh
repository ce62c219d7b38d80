# shellcheck shell=bash disable=SC2154 # root, jar and java_home come from the sourcing script
# Class data sharing: the application's classes, parsed once at build time and mapped at start.
# Only speed hangs on it: without an archive, or with one that does not fit, the JVM loads classes
# as always.

# class_archive: where the archive for the Java in java_home is; another Java could not use it.
class_archive() {
    echo "$root/target/classes-$(cksum <"$java_home/release" | tr ' ' -).jsa"
}

# make_class_archive: writes down the classes that trial runs load, and dumps them into an archive.
make_class_archive() {
    local scratch java=$java_home/bin/java
    rm -f "$root"/target/classes-*.jsa
    scratch=$(mktemp -d "$root/target/classes.XXXXXX") || return
    (
        cd "$scratch" || exit # a JVM that crashes leaves its report where it stands
        trial() { "$java" -Xshare:off -XX:DumpLoadedClassList="list.$1" -jar "$jar" "$@"; }
        trial --version
        trial demo --data "$scratch/data" &&
            trial validate --json "$(find data -name '*.zone' -print -quit)"
        # JDK 17 crashes when it archives the classes it made for some lambdas.
        awk '!/^@lambda/ && !seen[$0]++' list.* >classes
        "$java" -Xshare:dump -XX:SharedClassListFile=classes -XX:SharedArchiveFile=archive -cp "$jar"
    )
    [ ! -s "$scratch/archive" ] || mv "$scratch/archive" "$(class_archive)" # whole or not at all
    # Where root runs PostgreSQL as nobody, the trial's database is a link to a place of its own.
    case $(readlink "$scratch/data/postgres") in
        /var/lib/countersign-*) rm -rf "$(readlink "$scratch/data/postgres")" ;;
    esac
    rm -rf "$scratch"
}
