package org.snowguard.formats.suggestion;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.snowguard.core.explain.Explanation;
import org.snowguard.core.explain.Explanation.BelowLimit;
import org.snowguard.core.explain.Explanation.Made;
import org.snowguard.core.explain.Explanation.NoKey;
import org.snowguard.core.explain.Explanation.Rejected;
import org.snowguard.core.explain.Explanation.SourcedVerdict;
import org.snowguard.core.match.Evidence;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes an explanation whole, as one line of JSON. */
public final class ExplanationWriter {
  private static final int SCHEMA = 1;
  private static final JsonFactory FACTORY = new JsonFactory();

  private ExplanationWriter() {}

  /** The line with its end, in UTF-8. */
  public static byte[] line(Explanation explanation) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeNumberProperty("schema", SCHEMA);
      json.writeStringProperty("id", explanation.id());
      json.writeStringProperty("attribute", explanation.attribute());
      json.writeStringProperty("project", explanation.project());
      writeLink(json, explanation.link());
      json.writeNumberProperty("algorithm", explanation.algorithm());
      json.writeArrayPropertyStart("packages");
      explanation.verdicts().forEach(verdict -> writeVerdict(json, verdict));
      json.writeEndArray();
      json.writeArrayPropertyStart("elsewhere");
      for (Explanation.OtherLink other : explanation.elsewhere()) {
        json.writeStartObject();
        json.writeStringProperty("project", other.project());
        json.writeStringProperty("tier", other.tier().text());
        SuggestionWriter.writeDecimal(json, "probability", other.probability());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
    return bytes.toByteArray();
  }

  private static void writeLink(JsonGenerator json, Explanation.Link link) {
    switch (link) {
      case Made(var tier, double probability, var evidence, var against) ->
          writeLink(json, tier.text(), probability, evidence, against);
      case BelowLimit(double probability, var evidence, var against) ->
          writeLink(json, "below_limit", probability, evidence, against);
      case NoKey() -> writeLink(json, "no_key", 0, List.of(), List.of());
      case Rejected() -> writeLink(json, "rejected", 0, List.of(), List.of());
    }
  }

  private static void writeLink(
      JsonGenerator json,
      String link,
      double probability,
      List<Evidence> evidence,
      List<Evidence> against) {
    json.writeStringProperty("link", link);
    SuggestionWriter.writeDecimal(json, "probability", probability);
    SuggestionWriter.writeEvidence(json, "evidence", evidence);
    SuggestionWriter.writeEvidence(json, "against", against);
  }

  private static void writeVerdict(JsonGenerator json, SourcedVerdict sourced) {
    json.writeStartObject();
    SuggestionWriter.writePackageFields(json, sourced.verdict());
    json.writeStringProperty("source", sourced.source());
    json.writeStringProperty("pointer", sourced.verdict().judgement().pointer());
    json.writeEndObject();
  }
}
