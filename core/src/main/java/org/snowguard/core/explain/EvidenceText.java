package org.snowguard.core.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.match.Evidence;

/** Evidence as sentences. */
public final class EvidenceText {

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
    String meaning = meaning(evidence.kind());
    return evidence.value().isBlank() ? meaning + "." : meaning + ": " + evidence.value();
  }

  /** What the matcher's kinds mean; one that is not told here speaks for itself. */
  private static String meaning(String kind) {
    return switch (kind) {
      case "cpe_asserted" -> "The record's CPE is the one that nixpkgs asserts";
      case "cpe_differs" -> "nixpkgs asserts the CPE of another vendor";
      case "purl" -> "The record's package URL is the one that nixpkgs asserts";
      case "repository_stated" -> "The record names the project's repository as the software's own";
      case "repository_implied" ->
          "Vendor and product are owner and name of the project's repository";
      case "repository_referenced" -> "A link of the record leads into the project's repository";
      case "owner_referenced" -> "A link leads to another repository of the same owner";
      case "repository_differs" ->
          "A link leads to a repository of the same name and another owner";
      case "site_referenced" -> "A link of the record leads to the project's site";
      case "named_in_package" -> "The package itself names the record";
      case "alias" -> "A known alias";
      case "learned_alias" -> "People have said that this is the project";
      case "learned_anti_alias" -> "People have said that this is not the project";
      case "name_package" -> "The record's package name is its name";
      case "name_product" -> "The record's product is its name";
      case "name_cpe" -> "The product of the record's CPE is its name";
      case "name_joined" -> "Vendor and product together are its name";
      case "name_head" -> "The description begins with its name";
      case "name_title" -> "The title holds its name";
      case "name_vendor" -> "The record's vendor is its name";
      case "name_prose" -> "The description holds its name";
      case "no_name" -> "No name of it stands in the record";
      case "vendor_supported" -> "The vendor owns its repository or site";
      case "vendor_unsupported" -> "Nothing about the project points to the vendor";
      case "short_name" -> "The name is very short";
      case "common_word" -> "The name is a common word";
      case "ambiguous_product" -> "Several vendors have a product of this name";
      case "ecosystem_contradiction" -> "The record is about an add-on of something else";
      case "hosted_service" -> "The record is about a hosted service";
      case "hardware" -> "The record is about hardware or firmware";
      case "outranked" -> "Another project has a better claim";
      default -> words(kind);
    };
  }

  private static String words(String kind) {
    String words = kind.replace('_', ' ');
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
