# Countersign in two stages: built with Maven, run with a JRE, never as root.
FROM debian:bookworm-slim AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends openjdk-17-jdk-headless maven \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN mvn -B -q package -DskipTests

FROM debian:bookworm-slim
# The verifiers are for OUTSIDE-OPINION: a gate that asks them needs them beside it.
RUN apt-get update \
    && apt-get install -y --no-install-recommends openjdk-17-jre-headless \
        ldnsutils bind9-utils knot-dnssecutils \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10053 --home-dir /var/lib/countersign --create-home countersign
COPY --from=build /src/signer-scheduler/target/countersign.jar /opt/countersign/countersign.jar
COPY --from=build /src/signer-scheduler/target/lib /opt/countersign/lib
USER countersign
WORKDIR /var/lib/countersign
VOLUME /var/lib/countersign
# Warnings of the JVM go to standard error: standard output is for --json.
ENTRYPOINT ["java", "-XX:+UseParallelGC", "-Xlog:disable", "-Xlog:all=error:stderr", "-jar", "/opt/countersign/countersign.jar"]
CMD ["--help"]
