package org.countersign.architecture;

import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.countersign.operate.Main;
import org.junit.jupiter.api.Test;

/** All modules together: who may see whom, and where the outside world is touched. */
final class ApplicationArchitectureTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("org.countersign");

  private static final Set<String> CORE =
      Set.of(
          "settings",
          "dns",
          "finding",
          "policy",
          "keys",
          "audit",
          "registry",
          "zone",
          "sign",
          "validate",
          "release",
          "publish",
          "transfer");

  /** The application's own packages; what flows within the core, its own test holds. */
  private static final PackageFlow FLOW = new PackageFlow(flow());

  private static Map<String, Set<String>> flow() {
    Map<String, Set<String>> flow = new HashMap<>();
    CORE.forEach(stage -> flow.put(stage, CORE));
    flow.put("migrations", Set.of());
    flow.put("program", Set.of());
    flow.put("step", Set.of());
    flow.put("keystore", Set.of("dns", "policy", "keys"));
    flow.put("publish", coreAnd("step", "program"));
    flow.put("store", coreAnd("step", "migrations"));
    flow.put("transfer", coreAnd("store"));
    flow.put("observe", coreAnd("store"));
    flow.put("run", coreAnd("step", "store", "observe", "keystore", "migrations", "program"));
    flow.put("alert", coreAnd("store", "program"));
    flow.put("schedule", coreAnd("store", "run", "program"));
    flow.put(
        "operate",
        coreAnd(
            "store", "observe", "keystore", "migrations", "program", "run", "alert", "schedule"));
    return flow;
  }

  private static Set<String> coreAnd(String... more) {
    Set<String> all = new HashSet<>(CORE);
    all.addAll(Set.of(more));
    return all;
  }

  @Test
  void aPackageSeesOnlyWhatComesBeforeIt() {
    classes().should(FLOW).check(ALL);
  }

  @Test
  void theOnlyWayInIsMain() {
    methods()
        .that()
        .areStatic()
        .and()
        .arePublic()
        .and(name("main").forSubtype())
        .should()
        .beDeclaredIn(Main.class)
        .check(ALL);
  }

  @Test
  void databasesAreTouchedInTheStoresAndMigrationsOnly() {
    onlyIn(
        Set.of("store", "migrations"), "java.sql..", "javax.sql..", "org.jdbi..", "com.zaxxer..");
  }

  @Test
  void quartzIsTouchedByTheScheduleOnly() {
    onlyIn(Set.of("schedule"), "org.quartz..");
  }

  @Test
  void socketsOfNettyAreTouchedByTransferOnly() {
    onlyIn(Set.of("transfer"), "io.netty..");
  }

  @Test
  void theCommandLineIsTouchedByOperateOnly() {
    onlyIn(Set.of("operate"), "picocli..");
  }

  private static void onlyIn(Set<String> stages, String... packages) {
    String[] allowed =
        stages.stream().map(stage -> "org.countersign." + stage + "..").toArray(String[]::new);
    noClasses()
        .that()
        .resideOutsideOfPackages(allowed)
        .should()
        .dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(packages))
        .check(ALL);
  }
}
