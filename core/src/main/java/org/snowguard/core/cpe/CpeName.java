package org.snowguard.core.cpe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.version.VersionText;

/**
 * A CPE name, read leniently: records hold many that are cut short. Fields are without their
 * escapes; {@code *} stands for any value, also where a field is missing, {@code -} for none.
 *
 * @param part {@code a} application, {@code o} operating system, {@code h} hardware
 */
public record CpeName(
    String part,
    String vendor,
    String product,
    String version,
    String update,
    String edition,
    String language,
    String softwareEdition,
    String targetSoftware,
    String targetHardware,
    String other) {

  private static final String ANY = "*";
  private static final String FORMATTED = "cpe:2.3:";
  private static final String URI = "cpe:/";
  private static final int FIELDS = 11;
  private static final int PRODUCT = 2;
  private static final int EDITION = 5;
  private static final int SOFTWARE_EDITION = 7;

  /** Null where the text is neither form of a name with vendor and product. */
  public static @Nullable CpeName of(String text) {
    String lower = text.substring(0, Math.min(FORMATTED.length(), text.length()));
    lower = lower.toLowerCase(Locale.ROOT);
    if (lower.equals(FORMATTED)) {
      return of(formattedFields(text.substring(FORMATTED.length())));
    }
    return lower.startsWith(URI) ? of(uriFields(text.substring(URI.length()))) : null;
  }

  /** The version with its update: {@code 9.7} and {@code p1} are {@code 9.7-p1}. */
  public String versionWithUpdate() {
    return hasVersion() ? VersionText.joinUpdate(version, update) : version;
  }

  /** Whether it names one version. */
  public boolean hasVersion() {
    return !version.equals(ANY) && !version.equals("-") && !version.isEmpty();
  }

  /** Whether it names a device, or what runs on one alone. */
  public boolean isHardware() {
    return part.equals("h") || product.toLowerCase(Locale.ROOT).endsWith("_firmware");
  }

  private static @Nullable CpeName of(List<String> fields) {
    if (fields.size() <= PRODUCT) {
      return null;
    }
    String[] all = fields.toArray(new String[FIELDS]);
    for (int i = 0; i < FIELDS; i++) {
      all[i] = i < fields.size() ? fields.get(i) : ANY;
    }
    return new CpeName(
        all[0], all[1], all[2], all[3], all[4], all[5], all[6], all[7], all[8], all[9], all[10]);
  }

  /** Formatted string (NIST IR 7695, 6.2): a backslash takes the next character as it is. */
  private static List<String> formattedFields(String text) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    for (int i = 0; i < text.length() && fields.size() < FIELDS; i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        field.append(text.charAt(++i));
      } else if (c == ':') {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    if (fields.size() < FIELDS) {
      fields.add(field.toString());
    }
    return fields;
  }

  /**
   * URI (NIST IR 7695, 6.1): percent-encoded, empty for any, and where an edition begins with a
   * tilde, five fields are packed into it.
   */
  private static List<String> uriFields(String text) {
    List<String> fields = new ArrayList<>();
    for (String field : text.split(":", -1)) {
      fields.add(field);
    }
    if (fields.size() > EDITION && fields.get(EDITION).startsWith("~")) {
      List<String> packed = Arrays.asList(fields.get(EDITION).substring(1).split("~", -1));
      fields.set(EDITION, packed.getFirst());
      while (fields.size() < SOFTWARE_EDITION) {
        fields.add("");
      }
      fields.addAll(SOFTWARE_EDITION, packed.subList(1, packed.size()));
    }
    fields.replaceAll(field -> field.isEmpty() ? ANY : decoded(field));
    return fields.subList(0, Math.min(FIELDS, fields.size()));
  }

  private static String decoded(String field) {
    StringBuilder out = new StringBuilder(field.length());
    for (int i = 0; i < field.length(); i++) {
      int code = field.charAt(i) == '%' && i + 2 < field.length() ? hex(field, i + 1) : -1;
      out.append(code < 0 ? field.charAt(i) : (char) code);
      i += code < 0 ? 0 : 2;
    }
    return out.toString();
  }

  private static int hex(String text, int at) {
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : 16 * high + low;
  }
}
