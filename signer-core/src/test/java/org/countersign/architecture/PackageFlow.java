package org.countersign.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;

/**
 * The design's flow as a table: which packages each package may see. A package counts with those
 * below it; one that is not in the table may neither see nor be seen.
 */
public final class PackageFlow extends ArchCondition<JavaClass> {
  private static final String OURS = "org.countersign.";

  private final Map<String, Set<String>> maySee;

  public PackageFlow(Map<String, Set<String>> maySee) {
    super("see only the packages that come before its own");
    this.maySee = maySee;
  }

  @Override
  public void check(JavaClass from, ConditionEvents events) {
    Set<String> allowed = maySee.get(stage(from));
    if (allowed == null) {
      String message =
          "%s is in package %s, which the table of packages does not name"
              .formatted(from.getName(), stage(from));
      events.add(SimpleConditionEvent.violated(from, message));
      return;
    }
    for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
      JavaClass to = dependency.getTargetClass().getBaseComponentType();
      if (to.getName().startsWith(OURS)
          && !stage(to).equals(stage(from))
          && !allowed.contains(stage(to))
          && !allowed.contains(stage(to) + "." + outermost(to))) {
        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
      }
    }
  }

  /** The first part of the package below ours: {@code validate} of a class in validate.rules. */
  static String stage(JavaClass type) {
    String below = type.getPackageName().substring(OURS.length());
    int dot = below.indexOf('.');
    return dot < 0 ? below : below.substring(0, dot);
  }

  private static String outermost(JavaClass type) {
    String simple = type.getName().substring(type.getPackageName().length() + 1);
    int dollar = simple.indexOf('$');
    return dollar < 0 ? simple : simple.substring(0, dollar);
  }
}
