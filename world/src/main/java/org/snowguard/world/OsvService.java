package org.snowguard.world;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.json.JsonMapper;

/** The exports of the OSV database for one ecosystem, with the records of up to the moment. */
final class OsvService implements Service {

  static final String ECOSYSTEM = "Go";

  private static final String BELOW = "/" + ECOSYSTEM + "/";

  /** The newest first, as in the listing. */
  private final List<Dated> advisories;

  private record Dated(Instant modified, Content.Advisory advisory) {}

  OsvService(Content content) throws IOException {
    advisories =
        content.advisories().stream()
            .map(one -> new Dated(modified(one.text()), one))
            .sorted(
                Comparator.comparing(Dated::modified)
                    .reversed()
                    .thenComparing(one -> one.advisory().id()))
            .toList();
  }

  private static Instant modified(byte[] text) {
    return Instant.parse(JsonMapper.shared().readTree(text).get("modified").asString());
  }

  @Override
  public String name() {
    return "osv";
  }

  @Override
  public Answer answer(Asked asked, Instant now) throws IOException {
    List<Dated> there = there(now);
    if (!asked.path().startsWith(BELOW) || there.isEmpty()) {
      return Answer.refused(404, "There is " + BELOW + "all.zip\n");
    }
    Instant newest = there.getFirst().modified();
    String tag = "osv-%d-%d".formatted(there.size(), newest.getEpochSecond());
    String file = asked.path().substring(BELOW.length());
    return switch (file) {
      case "all.zip" -> Answer.of(Answer.ZIP, Body.of(zip(there))).changed(tag, newest);
      case "modified_id.csv" -> Answer.of("text/csv", listing(there)).changed(tag, newest);
      default ->
          there.stream()
              .filter(one -> file.equals(one.advisory().id() + ".json"))
              .findFirst()
              .map(one -> Answer.of(Answer.JSON, Body.of(one.advisory().text())))
              .orElse(Answer.refused(404, "no such record\n"));
    };
  }

  /** Real ones may all be from after the world's days: then they are there from the beginning. */
  private List<Dated> there(Instant now) {
    List<Dated> there = advisories.stream().filter(one -> !one.modified().isAfter(now)).toList();
    return there.isEmpty() ? advisories : there;
  }

  private static byte[] zip(List<Dated> there) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Dated one : there) {
        zip.putNextEntry(new ZipEntry(one.advisory().id() + ".json"));
        zip.write(one.advisory().text());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static Body listing(List<Dated> there) {
    StringBuilder lines = new StringBuilder();
    there.forEach(
        one -> lines.append(one.modified()).append(',').append(one.advisory().id()).append('\n'));
    return Body.of(lines.toString().getBytes(StandardCharsets.UTF_8));
  }
}
