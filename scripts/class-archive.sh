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
    local scratch trial number=0
    rm -f "$root"/target/classes-*.jsa
    scratch=$(mktemp -d "$root/target/classes.XXXXXX") || return
    for trial in "--version" "--help"; do
        number=$((number + 1))
        # shellcheck disable=SC2086 # a trial is several words
        "$java_home/bin/java" -Xshare:off -XX:DumpLoadedClassList="$scratch/list.$number" \
            -jar "$jar" $trial
    done
    awk '!seen[$0]++' "$scratch"/list.* >"$scratch/classes"
    "$java_home/bin/java" -Xshare:dump -XX:SharedClassListFile="$scratch/classes" \
        -XX:SharedArchiveFile="$scratch/archive" -cp "$jar" &&
        mv "$scratch/archive" "$(class_archive)" # whole or not at all
    rm -rf "$scratch"
}
