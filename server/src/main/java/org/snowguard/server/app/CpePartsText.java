package org.snowguard.server.app;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.AssertedCpe;
import org.snowguard.server.matching.CpeAdvice;

/** CPE names in the form that a nixpkgs committer pastes into {@code meta}. */
final class CpePartsText {

  private CpePartsText() {}

  /** A commented snippet for each file. */
  static String nix(List<CpeAdvice> advice) {
    return advice.stream().map(CpePartsText::snippet).collect(Collectors.joining("\n"));
  }

  private static String snippet(CpeAdvice one) {
    String file = one.position() == null ? "the package's file" : one.position();
    return """
    # %s: %s
    # %s
    # %s
    identifiers.cpeParts = {
      vendor = %s;
      product = %s;
    };
    """
        .formatted(
            file,
            String.join(" ", one.attributes()),
            one.decisions().stream()
                .map(
                    decision -> decision.record() + " " + decision.decision() + " " + day(decision))
                .collect(Collectors.joining(", ")),
            one.stated()
                ? "the records give " + cpe(one.cpe()) + others(one)
                : "made from the names in the records: look it up in the CPE dictionary first",
            quoted(one.cpe().vendor()),
            quoted(one.cpe().product()));
  }

  private static String others(CpeAdvice one) {
    return one.others().isEmpty()
        ? ""
        : ", other records "
            + one.others().stream().map(CpePartsText::cpe).collect(Collectors.joining(", "));
  }

  private static LocalDate day(CpeAdvice.Decision decision) {
    return LocalDate.ofInstant(decision.at(), ZoneOffset.UTC);
  }

  private static String cpe(AssertedCpe cpe) {
    return "cpe:2.3:a:" + escaped(cpe.vendor()) + ":" + escaped(cpe.product());
  }

  /** NISTIR 7695, 6.2: everything but letters, digits, underscore, hyphen and period is quoted. */
  static String escaped(String part) {
    return part.replaceAll("[^\\p{L}\\p{N}_.-]", "\\\\$0");
  }

  /** As a Nix string of the quoted form, because nixpkgs joins the parts as they are. */
  private static String quoted(String part) {
    return '"' + escaped(part).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** The same for programs. */
  static Map<String, @Nullable Object> json(CpeAdvice one) {
    Map<String, @Nullable Object> item = new LinkedHashMap<>();
    item.put("project", one.project());
    item.put("position", one.position());
    item.put("attributes", one.attributes());
    item.put("cpeParts", parts(one.cpe()));
    item.put("stated", one.stated());
    item.put("others", one.others().stream().map(CpePartsText::parts).toList());
    item.put("decisions", one.decisions());
    return item;
  }

  private static Map<String, String> parts(AssertedCpe cpe) {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("vendor", escaped(cpe.vendor()));
    parts.put("product", escaped(cpe.product()));
    return parts;
  }
}
