package org.countersign.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The core is pure and flows one way: what ARCHITECTURE.md says of it, held. */
final class CoreArchitectureTest {
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
          .importPackages("org.countersign");

  private static final PackageFlow FLOW =
      new PackageFlow(
          Map.ofEntries(
              Map.entry("settings", Set.of()),
              Map.entry("dns", Set.of()),
              Map.entry("finding", Set.of("dns")),
              Map.entry("policy", Set.of("dns", "settings")),
              Map.entry("keys", Set.of("dns", "finding", "policy")),
              Map.entry("audit", Set.of("dns", "finding")),
              Map.entry("registry", Set.of("settings", "dns", "finding", "policy")),
              Map.entry("zone", Set.of("dns", "finding", "policy", "registry")),
              Map.entry("sign", Set.of("dns", "finding", "policy", "keys", "zone")),
              // Another implementation than the signer: nothing of zone, and one token of sign.
              Map.entry(
                  "validate",
                  Set.of("dns", "finding", "policy", "keys", "registry", "sign.SignedCandidate")),
              Map.entry(
                  "release",
                  Set.of("dns", "finding", "policy", "keys", "registry", "sign", "validate")),
              Map.entry("publish", Set.of("dns", "finding", "policy", "release")),
              Map.entry("transfer", Set.of("dns", "zone"))));

  private static final ArchRule NO_CLOCK =
      noClasses()
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "ask a clock or wait", CoreArchitectureTest::asksAClockOrWaits))
          .because("the core is told the time, once a run, and never waits");

  private static boolean asksAClockOrWaits(JavaMethodCall call) {
    JavaClass owner = call.getTargetOwner();
    return switch (call.getName()) {
      case "now" -> owner.getPackageName().equals("java.time");
      case "system", "systemUTC", "systemDefaultZone", "tick" -> owner.isEquivalentTo(Clock.class);
      case "currentTimeMillis" -> owner.isEquivalentTo(System.class);
      case "sleep" -> owner.isEquivalentTo(Thread.class);
      default -> false;
    };
  }

  @Test
  void aPackageSeesOnlyWhatComesBeforeIt() {
    classes().should(FLOW).check(CORE);
  }

  @Test
  void aPackageThatTheFlowDoesNotNameIsRefused() {
    JavaClasses unnamed = new ClassFileImporter().importClasses(CoreArchitectureTest.class);
    assertThat(classes().should(FLOW).evaluate(unnamed).hasViolation()).isTrue();
  }

  @Test
  void theCoreAsksNoClockAndNeverWaits() {
    NO_CLOCK.check(CORE);
  }

  @Test
  void aClassThatAsksAClockIsRefused() {
    JavaClasses asking = new ClassFileImporter().importClasses(Asking.class);
    assertThat(NO_CLOCK.evaluate(asking).hasViolation()).isTrue();
  }

  private record Asking(Instant at) {
    Asking() {
      this(Instant.now());
    }
  }

  @Test
  void theCoreTouchesNoDatabaseNoNetworkAndNoScheduler() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "java.sql..",
                    "javax.sql..",
                    "javax.net..",
                    "java.net.http..",
                    "org.quartz..",
                    "org.postgresql..",
                    "org.jdbi..",
                    "picocli..")
                .or(CoreArchitectureTest.network()))
        .check(CORE);
  }

  /** Everything in java.net but the plain values: a name or address is not a connection. */
  private static DescribedPredicate<JavaClass> network() {
    Set<String> values =
        Set.of("InetAddress", "Inet4Address", "Inet6Address", "UnknownHostException", "URI");
    return resideInAPackage("java.net")
        .and(
            DescribedPredicate.describe(
                "more than a value", type -> !values.contains(type.getSimpleName())));
  }

  @Test
  void dnsjavaStaysAtTheEdges() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.countersign.dns..", "org.countersign.validate..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.xbill..")
        .because("records are packed octets; dnsjava's types cost hundreds of bytes each")
        .check(CORE);
  }

  @Test
  void theCoreHasNoMain() {
    noMethods().that().areStatic().and().arePublic().should().haveName("main").check(CORE);
  }
}
