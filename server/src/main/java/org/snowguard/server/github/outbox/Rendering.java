package org.snowguard.server.github.outbox;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snowguard.server.github.GitHubReader;
import org.snowguard.server.github.GitHubUser;
import org.snowguard.server.github.PublishMode;

/** Writes out who is meant, as the mode says; who has been looked up once is remembered. */
final class Rendering {

  /** As GitHub gives them; whatever else an answer says mentions nobody. */
  private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})");

  /** What stands in Markdown for itself. */
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N} .,'-]{1,100}");

  private final PublishMode mode;
  private final GitHubReader reader;
  private final Map<Long, Optional<GitHubUser>> known = new HashMap<>();

  Rendering(PublishMode mode, GitHubReader reader) {
    this.mode = mode;
    this.reader = reader;
  }

  /** The text as it leaves. */
  String render(OutgoingText text) throws IOException, InterruptedException {
    StringBuilder rendered = new StringBuilder();
    for (OutgoingText.Part part : text.parts()) {
      switch (part) {
        case OutgoingText.Part.Words(String markdown) -> rendered.append(markdown);
        case OutgoingText.Part.Person(long id, String name) -> rendered.append(person(id, name));
      }
    }
    return rendered.toString();
  }

  /** The text without asking who has which login now. */
  static String plain(OutgoingText text) {
    StringBuilder rendered = new StringBuilder();
    for (OutgoingText.Part part : text.parts()) {
      rendered.append(
          switch (part) {
            case OutgoingText.Part.Words(String markdown) -> markdown;
            case OutgoingText.Part.Person(long _, String name) -> name(name);
          });
    }
    return rendered.toString();
  }

  private String person(long id, String name) throws IOException, InterruptedException {
    if (mode == PublishMode.DRY_RUN) {
      return name(name);
    }
    Optional<GitHubUser> user = known.get(id);
    if (user == null) {
      user = reader.user(id);
      known.put(id, user);
    }
    Optional<String> login =
        user.map(GitHubUser::login).filter(text -> LOGIN.matcher(text).matches());
    if (login.isEmpty()) {
      return name(name);
    }
    return switch (mode) {
      case LIVE, SHADOW -> "@" + login.get();
      case LIVE_NO_MENTIONS, DRY_RUN -> "`" + login.get() + "`";
    };
  }

  /** A name that notifies nobody and formats nothing. */
  static String name(String name) {
    String bare = name.strip();
    while (bare.startsWith("@")) {
      bare = bare.substring(1);
    }
    return PLAIN.matcher(bare).matches() ? bare : "`" + bare.replaceAll("[`\\s]+", " ") + "`";
  }
}
