package org.snowguard.core.pull;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ids of flaws that a text names.
 *
 * @param ids well formed, whatever dashes and cases they were written with, sorted
 * @param withoutYear last parts of CVE ids whose year somebody forgot: {@code CVE-46415}
 */
public record NamedIds(Set<String> ids, Set<String> withoutYear) {

  public static final NamedIds NONE = new NamedIds(Set.of(), Set.of());

  private static final int MOST = 500;

  /** A hyphen, and what keyboards and word processors make of it. */
  private static final String DASH = "[-\\u2010-\\u2015\\u2212_ ]";

  private static final Pattern CVE =
      Pattern.compile(
          "(?<![\\p{Alnum}])CVE"
              + DASH
              + "{0,2}((?:19|20)\\d{2})"
              + DASH
              + "{1,2}(\\d{4,19})(?!\\d)",
          Pattern.CASE_INSENSITIVE);

  /** GitHub's own have three groups of these letters (github/advisory-database). */
  private static final Pattern GHSA =
      Pattern.compile(
          "(?<![\\p{Alnum}-])GHSA((?:" + DASH + "[23456789cfghjmpqrvwx]{4}){3})(?![\\p{Alnum}])",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern YEARLESS =
      Pattern.compile(
          "(?<![\\p{Alnum}])CVE" + DASH + "(\\d{4,7})(?!\\d|" + DASH + "{1,2}\\d)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern HIDDEN = Pattern.compile("<!--.*?(?:-->|$)", Pattern.DOTALL);

  /**
   * The report of nixpkgs-update lists by what a version solves, brings and keeps; only the first
   * is a fix.
   */
  private static final Pattern NOT_FIXED =
      Pattern.compile(
          "CVEs (?:introduced by this update|present in both versions):?.*?"
              + "(?=CVEs resolved by this update|\\n#{1,6} |</details>|$(?![\\r\\n]))",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  public NamedIds {
    ids = Set.copyOf(ids);
    withoutYear = Set.copyOf(withoutYear);
  }

  /** All that a text names. */
  public static NamedIds in(String text) {
    Set<String> ids = new TreeSet<>();
    Matcher cve = CVE.matcher(text);
    while (ids.size() < MOST && cve.find()) {
      ids.add("CVE-" + cve.group(1) + "-" + cve.group(2));
    }
    Matcher ghsa = GHSA.matcher(text);
    while (ids.size() < MOST && ghsa.find()) {
      ids.add("GHSA" + ghsa.group(1).replaceAll(DASH, "-").toLowerCase(Locale.ROOT));
    }
    Set<String> yearless = new TreeSet<>();
    Matcher forgotten = YEARLESS.matcher(text);
    while (yearless.size() < MOST && forgotten.find()) {
      yearless.add(forgotten.group(1));
    }
    return new NamedIds(ids, yearless);
  }

  /**
   * What a pull request claims to fix: hidden parts of templates and reports of new flaws aside.
   */
  public static NamedIds fixedBy(String title, String body) {
    String shown = HIDDEN.matcher(body).replaceAll(" ");
    return in(title + "\n" + NOT_FIXED.matcher(shown).replaceAll(" "));
  }

  public boolean isEmpty() {
    return ids.isEmpty() && withoutYear.isEmpty();
  }
}
