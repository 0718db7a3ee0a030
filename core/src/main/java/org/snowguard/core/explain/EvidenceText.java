package org.snowguard.core.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.match.Evidence;
import org.snowguard.core.match.EvidenceKinds;

/** Evidence as sentences. */
public final class EvidenceText {

  /** Its value says all: {@code patch "fix-tables.patch" of xz names CVE-2024-3094}. */
  private static final String WHOLE = "named_in_package";

  private EvidenceText() {}

  /** Why the link was made, in one sentence. */
  public static String why(List<Evidence> evidence, boolean linkedByHand) {
    if (!evidence.isEmpty()) {
      return sentence(evidence.getFirst());
    }
    return linkedByHand ? "Linked by hand." : "No single reason stands out.";
  }

  /** What speaks against it most. */
  public static @Nullable String whyNot(List<Evidence> against) {
    return against.stream()
        .filter(EvidenceText::isReason)
        .findFirst()
        .map(EvidenceText::sentence)
        .orElse(null);
  }

  /** The prior weighs on every link alike. */
  static boolean isReason(Evidence evidence) {
    return !evidence.kind().equals("prior");
  }

  /** One piece of evidence as a sentence. */
  public static String sentence(Evidence evidence) {
    if (evidence.kind().equals(WHOLE) && !evidence.value().isBlank()) {
      return capital(evidence.value()) + ".";
    }
    String meaning = meaning(evidence.kind());
    return evidence.value().isBlank() ? meaning + "." : meaning + ": " + evidence.value();
  }

  /** A kind that the weights file does not know, of an older algorithm, speaks for itself. */
  private static String meaning(String kind) {
    String words = EvidenceKinds.meaning(kind).orElseGet(() -> kind.replace('_', ' '));
    return capital(words);
  }

  private static String capital(String words) {
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
