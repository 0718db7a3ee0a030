package org.snowguard.server.notification.mail;

import java.util.regex.Pattern;
import org.snowguard.server.web.BadInput;

/**
 * An address as RFC 5321 section 4.1.2 writes it, without quoted local parts, address literals and
 * letters beyond ASCII: nothing that could end a header or name a second recipient.
 */
public record MailAddress(String text) {

  private static final int LONGEST = 254; // RFC 5321, errata 1690
  private static final int LONGEST_LOCAL = 64; // RFC 5321 section 4.5.3.1.1

  private static final Pattern FORM =
      Pattern.compile(
          "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
              + "@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]");

  /** The words of a refusal do not repeat what was given: problems are logged. */
  public static MailAddress parse(String given) {
    String text = given.strip();
    if (text.length() > LONGEST
        || text.indexOf('@') > LONGEST_LOCAL
        || !FORM.matcher(text).matches()) {
      throw new BadInput(
          "taking a mail address",
          "a text of %d characters".formatted(text.length()),
          "write one address, such as name@example.org.");
    }
    return new MailAddress(text);
  }

  /** Records print what they hold; this one does not, so that no log tells an address. */
  @Override
  public String toString() {
    return "a mail address";
  }
}
