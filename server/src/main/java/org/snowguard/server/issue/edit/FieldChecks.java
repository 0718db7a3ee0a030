package org.snowguard.server.issue.edit;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.triage.Priority;
import org.snowguard.core.triage.Remediation;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.issue.edit.IssueField.Entry;
import org.snowguard.server.issue.edit.IssueField.Judgement;
import org.snowguard.server.issue.edit.IssueField.Kind;
import org.snowguard.server.issue.edit.IssueField.Link;
import org.snowguard.server.issue.edit.IssueField.Single;
import org.snowguard.server.nixpkgs.PackageHistory;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.vulnerability.Vulnerability;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.CurrentAccount;

/** Whether what people type can stand in an issue, spelled as it will stand there. */
final class FieldChecks {

  private static final String TRYING = "editing an issue";
  private static final int LONGEST_TITLE = 200;
  // GitHub takes 65,536 characters for a body, of which the table of packages needs its part.
  private static final int LONGEST_DESCRIPTION = 50_000;
  private static final int LONGEST_REASON = 2_000;
  private static final int LONGEST_NAME = 300;
  private static final int LONGEST_ADDRESS = 2_000;
  private static final Pattern VULNERABILITY =
      Pattern.compile(
          "(CVE-\\d{4}-\\d{4,19}|GHSA(-[23456789cfghjmpqrvwx]{4}){3}|[A-Z]+-[\\w.-]{1,60})");
  private static final Pattern OPTION = Pattern.compile("[\\w\"<>*-]+(\\.[\\w\"<>*-]+)+");
  private static final Pattern OWN_PROJECT = Pattern.compile("[\\w][\\w ./-]{0,99}");
  private static final Pattern TEAM = Pattern.compile("[\\w-]+(/[\\w-]+)?");

  private final Vulnerabilities vulnerabilities;
  private final Projects projects;
  private final PackageHistory packages;
  private final Accounts accounts;
  private final EditStore store;

  FieldChecks(
      Vulnerabilities vulnerabilities,
      Projects projects,
      PackageHistory packages,
      Accounts accounts,
      EditStore store) {
    this.vulnerabilities = vulnerabilities;
    this.projects = projects;
    this.packages = packages;
    this.accounts = accounts;
    this.store = store;
  }

  FieldEdit checked(FieldEdit edit) {
    FieldValue stripped = stripped(edit.to());
    if (stripped != null && stripped.reason().length() > LONGEST_REASON) {
      throw bad(edit.field().key(), "give a reason of at most " + LONGEST_REASON + " characters.");
    }
    return switch (edit.field()) {
      case Single single -> new FieldEdit(single, single(single, stripped));
      case Entry entry -> entry(entry, stripped);
      case Judgement judgement -> judgement(judgement, stripped);
      case Link link -> link(link, stripped);
    };
  }

  private static @Nullable FieldValue stripped(@Nullable FieldValue value) {
    return value == null
        ? null
        : new FieldValue(value.value().strip().replace("\r\n", "\n"), value.reason().strip());
  }

  private @Nullable FieldValue single(Single field, @Nullable FieldValue value) {
    if (value == null || value.value().isEmpty()) {
      return null;
    }
    String text = value.value();
    switch (field) {
      case TITLE -> requireShort("title", text, LONGEST_TITLE);
      case DESCRIPTION -> requireShort("description", text, LONGEST_DESCRIPTION);
      case PRIORITY ->
          requireWord("priority", text, Arrays.stream(Priority.values()).map(Priority::name));
      case REMEDIATION ->
          requireWord(
              "remediation",
              text,
              Arrays.stream(Remediation.Kind.values()).map(Remediation.Kind::text));
      case ASSIGNEE -> requireTriager(text);
    }
    return FieldValue.of(text);
  }

  private void requireTriager(String number) {
    CurrentAccount account =
        number.matches("\\d{1,18}") ? accounts.find(Long.parseLong(number)) : null;
    if (account == null || !account.isTriager()) {
      throw bad("assignee \"" + number + "\"", "choose somebody who may edit issues.");
    }
  }

  private FieldEdit entry(Entry entry, @Nullable FieldValue value) {
    if (value != null) {
      requireWord(
          "what to do with " + entry.name(),
          value.value(),
          java.util.stream.Stream.of(FieldValue.ADDED, FieldValue.REMOVED));
      if (value.value().equals(FieldValue.REMOVED) && value.reason().isEmpty()) {
        throw bad("taking out " + entry.name(), "say why: others will ask.");
      }
    }
    boolean isAdded = value != null && value.value().equals(FieldValue.ADDED);
    String name = entry.name().strip();
    return new FieldEdit(
        new Entry(entry.kind(), isAdded ? named(entry.kind(), name) : name), value);
  }

  /** The name under which a new one stands. */
  private String named(Kind kind, String name) {
    return switch (kind) {
      case VULNERABILITY -> vulnerability(name);
      case PROJECT -> project(name);
      case PACKAGE -> attribute(name);
      case MODULE ->
          matching(OPTION, kind, name, "write an option path such as services.nginx.enable.");
      case OWN_PROJECT -> matching(OWN_PROJECT, kind, name, "write its name, such as hydra.");
      case MAINTAINER -> maintainer(name);
      case TEAM -> matching(TEAM, kind, name, "write it as NixOS/security.");
    };
  }

  private String vulnerability(String name) {
    String known = vulnerabilities.find(name).map(Vulnerability::publicId).orElse(null);
    if (known != null) {
      return known;
    }
    String upper =
        name.toUpperCase(Locale.ROOT).startsWith("GHSA-")
            ? "GHSA" + name.substring(4).toLowerCase(Locale.ROOT)
            : name.toUpperCase(Locale.ROOT);
    return matching(VULNERABILITY, Kind.VULNERABILITY, upper, "write an id such as CVE-2024-3094.");
  }

  private String project(String slug) {
    return projects
        .find(slug)
        .orElseThrow(
            () -> bad("project \"" + slug + "\"", "there is none; look for it in the search."))
        .slug();
  }

  private String attribute(String attribute) {
    if (packages.carried(java.util.List.of(attribute)).isEmpty()) {
      String nearest = String.join(", ", packages.nearest(attribute, 3));
      throw bad(
          "package \"" + attribute + "\"",
          "no channel carried it" + (nearest.isEmpty() ? "." : "; did you mean " + nearest + "?"));
    }
    return attribute;
  }

  private String maintainer(String name) {
    if (name.matches("\\d{1,18}")) {
      return name;
    }
    String login = name.startsWith("@") ? name.substring(1) : name;
    return store
        .maintainer(login)
        .map(String::valueOf)
        .orElseThrow(
            () ->
                bad(
                    "maintainer \"" + name + "\"",
                    "nobody of that login maintains a package; give the numeric id on GitHub."));
  }

  private static FieldEdit judgement(Judgement field, @Nullable FieldValue value) {
    if (value != null) {
      requireWord(
          "verdict of " + field.attribute(),
          value.value(),
          Arrays.stream(Verdict.values()).map(Verdict::text));
      if (value.reason().isEmpty()) {
        throw bad("verdict of " + field.attribute(), "say why you judge otherwise.");
      }
      requireShort("package", field.attribute(), LONGEST_NAME);
    }
    return new FieldEdit(field, value);
  }

  private static FieldEdit link(Link link, @Nullable FieldValue value) {
    String url = link.url().strip();
    if (value == null) {
      return new FieldEdit(new Link(url), null);
    }
    requireShort("address", url, LONGEST_ADDRESS);
    try {
      URI parsed = new URI(url);
      String scheme = String.valueOf(parsed.getScheme()).toLowerCase(Locale.ROOT);
      if (!(scheme.equals("https") || scheme.equals("http")) || parsed.getHost() == null) {
        throw bad("address \"" + url + "\"", "give one that begins with https://.");
      }
    } catch (URISyntaxException e) {
      throw bad("address \"" + url + "\"", "give a whole address, with spaces as %20.");
    }
    requireShort("title of a link", value.value(), LONGEST_TITLE);
    return new FieldEdit(new Link(url), value.value().isEmpty() ? FieldValue.of(url) : value);
  }

  private static String matching(Pattern pattern, Kind kind, String name, String advice) {
    if (!pattern.matcher(name).matches() || name.length() > LONGEST_NAME) {
      throw bad(kind.label() + " \"" + name + "\"", advice);
    }
    return name;
  }

  private static void requireShort(String what, String text, int longest) {
    if (text.length() > longest) {
      throw bad(
          what + " of " + text.length() + " characters", "write at most " + longest + " of them.");
    }
  }

  private static void requireWord(String what, String word, java.util.stream.Stream<String> words) {
    String all = words.collect(Collectors.joining(", "));
    if (!Arrays.asList(all.split(", ")).contains(word)) {
      throw bad(what + " \"" + word + "\"", "use one of " + all + ".");
    }
  }

  private static BadInput bad(String input, String advice) {
    return new BadInput(TRYING, input, advice);
  }
}
