package org.snowguard.server.issue.edit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One thing of an issue that is changed, merged and taken back by itself. */
public sealed interface IssueField {

  /** What an issue has one of. */
  enum Single implements IssueField {
    TITLE,
    DESCRIPTION,
    PRIORITY,
    REMEDIATION,
    ASSIGNEE;

    @Override
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What is put into an issue or taken out of it. */
  enum Kind {
    VULNERABILITY,
    PROJECT,
    PACKAGE,
    MODULE,
    OWN_PROJECT,
    MAINTAINER,
    TEAM;

    /** {@code own_project}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** {@code project of the organisation}. */
    public String label() {
      return switch (this) {
        case MODULE -> "NixOS module";
        case OWN_PROJECT -> "project of the organisation";
        case VULNERABILITY, PROJECT, PACKAGE, MAINTAINER, TEAM -> text();
      };
    }

    public static Optional<Kind> of(String text) {
      return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
    }
  }

  /** Something that is in an issue or not; its value is {@code added} or {@code removed}. */
  record Entry(Kind kind, String name) implements IssueField {
    @Override
    public String key() {
      return kind.text() + ":" + name;
    }
  }

  /**
   * A verdict of people.
   *
   * @param vulnerability empty: all of the issue
   * @param channel empty: all
   */
  record Judgement(String vulnerability, String channel, String attribute) implements IssueField {
    @Override
    public String key() {
      // Neither ids nor channels hold a colon; attribute paths may hold anything.
      return "verdict:" + vulnerability + ":" + channel + ":" + attribute;
    }
  }

  /** A page; its value is the link's title. */
  record Link(String url) implements IssueField {
    @Override
    public String key() {
      return "link:" + url;
    }
  }

  /** How events and forms name it: {@code title}, {@code package:openssl_3}. */
  String key();

  /** The field of a key. */
  static Optional<IssueField> parse(String key) {
    for (Single single : Single.values()) {
      if (single.key().equals(key)) {
        return Optional.of(single);
      }
    }
    int colon = key.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    String word = key.substring(0, colon);
    String rest = key.substring(colon + 1);
    return switch (word) {
      case "verdict" -> judgement(rest);
      case "link" -> Optional.of(new Link(rest));
      default -> Kind.of(word).map(kind -> new Entry(kind, rest));
    };
  }

  private static Optional<IssueField> judgement(String rest) {
    String[] parts = rest.split(":", 3);
    return parts.length < 3
        ? Optional.empty()
        : Optional.of(new Judgement(parts[0], parts[1], parts[2]));
  }
}
