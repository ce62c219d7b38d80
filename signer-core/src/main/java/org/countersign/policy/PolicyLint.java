package org.countersign.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.dns.Name;
import org.countersign.policy.LintContext.Rule;
import org.countersign.settings.Problem;

/**
 * Whether a policy's numbers fit together, asked of the policy as a whole before it is used. Each
 * problem says the inequality and what follows from breaking it.
 */
public final class PolicyLint {
  private static final List<Rule> RULES =
      List.of(
          NumberRules::durationsAreNotNegative,
          NumberRules::countsAreInRange,
          NumberRules::sharesArePercentages,
          SignatureTimeRules::validityLeavesLifeAfterRefresh,
          SignatureTimeRules::validityFitsTheWire,
          SignatureTimeRules::inceptionIsInTheNearPast,
          SignatureTimeRules::gateLetsReusedSignaturesPass,
          SignatureTimeRules::gateLetsNewSignaturesPass,
          SignatureTimeRules::gateAllowsTheWholeValidity,
          SignatureTimeRules::gateSkewIsWithinInception,
          SignatureTimeRules::refreshOutlivesSecondariesAndCaches,
          TtlRules::ttlsAreWithinTheMaximum,
          TtlRules::ttlsFitTheWire,
          ApexRules::namesParse,
          ApexRules::soaTimesAreInOrder,
          ApexRules::recordsAreSingleLines,
          ApexRules::aManagedZoneHasNameServers,
          DenialRules::iterationsAreFew,
          DenialRules::saltIsHexadecimal,
          KeyRules::algorithmMaySign,
          KeyRules::rsaModulusIsStrongEnough,
          KeyRules::tagRangeIsARange,
          KeyRules::zskLivesLongerThanItsRollover,
          KeyRules::kskLivesLongerThanItsRollover,
          GateRules::goldenNamesParse,
          GateRules::outsideOpinionsNameTheFile,
          GateRules::parentServersAreAddresses,
          GateRules::checkServersAreAddresses,
          ScheduleRules::intervalsAreLongEnough,
          ScheduleRules::signaturesAreLookedAtInTime,
          ScheduleRules::theCronExpressionHasItsFields);

  private PolicyLint() {}

  /**
   * The problems of a policy that signs or judges a zone file alone: the file brings its own SOA
   * and name servers, and a default of one section is not held against another section's stated
   * value.
   */
  public static List<Problem> forFile(Policy policy) {
    return all(new LintContext(policy, Optional.empty(), new ArrayList<>()));
  }

  /** The problems of a policy for a zone under management. */
  public static List<Problem> forZone(Policy policy, Name origin) {
    return all(new LintContext(policy, Optional.of(origin), new ArrayList<>()));
  }

  /**
   * The warnings among what was found.
   *
   * @throws PolicyException with everything that was found, if there is an error among it
   */
  public static List<Problem> orRefuse(List<Problem> found, String source) {
    if (found.stream().anyMatch(Problem::isError)) {
      throw new PolicyException(source, found);
    }
    return found;
  }

  private static List<Problem> all(LintContext context) {
    RULES.forEach(rule -> rule.check(context));
    return List.copyOf(context.problems());
  }
}
