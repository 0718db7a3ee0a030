package org.snowguard.core.match;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ids of vulnerabilities in file names, URLs and prose. */
final class FlawIds {
  private static final Pattern CVE = Pattern.compile("CVE[-_](\\d{4})[-_](\\d{4,7})");
  private static final Pattern GHSA = Pattern.compile("GHSA(?:-[23456789CFGHJMPQRVWX]{4}){3}");

  private FlawIds() {}

  /**
   * All ids as records spell them: {@code CVE_2024_1} is {@code CVE-2024-1}, and only the first
   * four letters of a GitHub advisory's id are capitals.
   */
  static Set<String> in(String text) {
    Set<String> ids = new TreeSet<>();
    String upper = text.toUpperCase(Locale.ROOT);
    if (upper.contains("CVE")) {
      Matcher cve = CVE.matcher(upper);
      while (cve.find()) {
        ids.add("CVE-" + cve.group(1) + "-" + cve.group(2));
      }
    }
    if (upper.contains("GHSA")) {
      Matcher ghsa = GHSA.matcher(upper);
      while (ghsa.find()) {
        ids.add("GHSA" + ghsa.group().substring("GHSA".length()).toLowerCase(Locale.ROOT));
      }
    }
    return ids;
  }
}
