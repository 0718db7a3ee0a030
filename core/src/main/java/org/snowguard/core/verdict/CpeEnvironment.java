package org.snowguard.core.verdict;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.snowguard.core.cpe.CpeName;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.CpeCondition;

/**
 * Whether what a CPE configuration asks for besides the product can be met: it has to run on
 * something that nixpkgs does not serve, or on a device. What cannot be told is taken as met.
 */
final class CpeEnvironment {
  /** Words in the products of operating systems; Linux under all its names, and Unix. */
  private static final List<String> SERVED = List.of("linux", "unix", "fedora", "nixos");

  /** Operating systems for which CPE names have products of their own. */
  private static final List<String> OTHER =
      List.of(
          "windows",
          "mac_os",
          "macos",
          "android",
          "iphone_os",
          "ipados",
          "ios",
          "watchos",
          "tvos",
          "visionos",
          "chrome_os",
          "freebsd",
          "openbsd",
          "netbsd",
          "solaris",
          "sunos",
          "aix",
          "hp-ux",
          "z/os",
          "vxworks",
          "qnx",
          "harmonyos",
          "tizen");

  private static final Set<String> ANY = Set.of("*", "-", "");

  private enum Answer {
    YES,
    NO,
    OPEN;

    Answer negated() {
      return switch (this) {
        case YES -> NO;
        case NO -> YES;
        case OPEN -> OPEN;
      };
    }
  }

  private CpeEnvironment() {}

  /** Whether one of the entry's conditions cannot hold. */
  static boolean isOther(AffectedEntry entry) {
    return entry.conditions().stream().anyMatch(condition -> answer(condition) == Answer.NO);
  }

  private static Answer answer(CpeCondition condition) {
    List<Answer> answers = condition.criteria().stream().map(CpeEnvironment::answer).toList();
    Answer decisive = condition.all() ? Answer.NO : Answer.YES;
    Answer merged =
        answers.contains(decisive)
            ? decisive
            : answers.isEmpty() || answers.contains(Answer.OPEN) ? Answer.OPEN : decisive.negated();
    return condition.negate() ? merged.negated() : merged;
  }

  private static Answer answer(String criteria) {
    CpeName name = CpeName.of(criteria);
    if (name == null) {
      return Answer.OPEN;
    }
    String product = name.product().toLowerCase(Locale.ROOT);
    if (ANY.contains(product)) {
      return Answer.OPEN;
    }
    if (name.isHardware()) {
      return Answer.NO;
    }
    if (!name.part().equals("o")) {
      return Answer.OPEN;
    }
    if (SERVED.stream().anyMatch(product::contains)) {
      return Answer.YES;
    }
    return OTHER.stream().anyMatch(product::startsWith) ? Answer.NO : Answer.OPEN;
  }
}
