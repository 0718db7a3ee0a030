package org.snowguard.core.publish;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Links of a body: to the web alone, and never one that GitHub makes a reference of. */
public final class SafeLink {

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(https?)://([A-Za-z0-9.-]+)(:\\d{1,5})?([/?#].*)?", Pattern.CASE_INSENSITIVE);

  /** RFC 3986, section 2: without what Markdown reads, and with the percent sign as it stands. */
  private static final String KEPT =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#@!'*+,;=%";

  private SafeLink() {}

  /**
   * A Markdown link; the label alone, or the address as text, where the address is none to follow.
   */
  public static String link(String label, String address) {
    String words = label.isBlank() ? address : label;
    return target(address)
        .map(target -> "[" + Neutral.text(words, 200) + "](<" + target + ">)")
        .orElseGet(() -> Neutral.text(words, 200));
  }

  /**
   * The address to write between angle brackets.
   *
   * <p>A link to an issue, a pull request or a commit on github.com leaves a note there, whatever
   * its label is. redirect.github.com is GitHub's own host for linking without one
   * (renovatebot/renovate and mdn/yari#12429 use it for that).
   */
  static Optional<String> target(String address) {
    Matcher read = ADDRESS.matcher(address.strip());
    if (!read.matches()) {
      return Optional.empty();
    }
    String host = read.group(2).toLowerCase(Locale.ROOT).replaceAll("\\.+$", "");
    if (host.isEmpty()) {
      return Optional.empty();
    }
    boolean gitHub = host.equals("github.com") || host.equals("www.github.com");
    String port = read.group(3) == null || gitHub ? "" : read.group(3);
    String rest = read.group(4) == null ? "" : read.group(4);
    return Optional.of(
        read.group(1).toLowerCase(Locale.ROOT)
            + "://"
            + (gitHub ? "redirect.github.com" : host)
            + port
            + encode(rest));
  }

  private static String encode(String rest) {
    StringBuilder encoded = new StringBuilder(rest.length());
    for (byte one : rest.getBytes(StandardCharsets.UTF_8)) {
      if (one == '&') {
        // Character references are read in addresses, too (CommonMark 2.5).
        encoded.append("&amp;");
      } else if (one > 0 && KEPT.indexOf(one) >= 0) {
        encoded.append((char) one);
      } else {
        encoded.append("%%%02X".formatted(one & 0xff));
      }
    }
    return encoded.toString();
  }
}
