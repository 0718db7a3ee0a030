package org.snowguard.bench.fitting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a person said of a record.
 *
 * @param attributes those that the record is about; empty where it is about nothing in nixpkgs
 * @param projects names of the software, for folds that keep records of one software together
 */
public record Label(String cve, Set<String> attributes, List<String> projects) {

  /** Reads the labels of which a person was sure, by id. */
  public static Map<String, Label> read(Path file) throws IOException {
    JsonMapper json = new JsonMapper();
    Map<String, Label> labels = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode node = json.readTree(line);
      String verdict = node.path("verdict").asString();
      if (!verdict.equals("unsure")) {
        boolean match = verdict.equals("match");
        String cve = node.path("cve").asString();
        labels.put(
            cve,
            new Label(
                cve,
                match ? new TreeSet<>(texts(node.path("attributes"))) : Set.of(),
                texts(node.path("projects"))));
      }
    }
    return labels;
  }

  /** Whether a suggestion of these attributes is right: at least half of them are labelled. */
  public boolean covers(Collection<String> suggested) {
    long common = suggested.stream().filter(attributes::contains).count();
    return common > 0 && 2 * common >= suggested.size();
  }

  /** What decides which fold the record is in. */
  public String software() {
    return projects.isEmpty() ? cve : projects.getFirst();
  }

  /** In which of so many folds the record is. */
  public int fold(int folds) {
    return Math.floorMod(software().hashCode(), folds);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(one -> texts.add(one.asString()));
    return texts;
  }
}
