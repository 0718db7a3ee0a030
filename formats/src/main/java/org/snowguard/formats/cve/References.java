package org.snowguard.formats.cve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.snowguard.core.record.Reference;
import org.snowguard.formats.json.Located;

/**
 * Links of all containers: each URL once, where it stands first, with the tags of all its mentions.
 */
final class References {
  private References() {}

  static List<Reference> of(List<SourceContainer> containers) {
    Map<String, Mentions> byUrl = new LinkedHashMap<>();
    for (SourceContainer container : containers) {
      for (Located reference : container.at().get("references").itemsOrSelf()) {
        String url = reference.text("url");
        if (url != null && !url.isBlank()) {
          byUrl
              .computeIfAbsent(url.strip(), _ -> new Mentions(reference, new LinkedHashSet<>()))
              .tags()
              .addAll(reference.texts("tags"));
        }
      }
    }
    List<Reference> references = new ArrayList<>(byUrl.size());
    byUrl.forEach(
        (url, mentions) ->
            references.add(
                new Reference(mentions.first().pointer(), url, List.copyOf(mentions.tags()))));
    return references;
  }

  private record Mentions(Located first, LinkedHashSet<String> tags) {}
}
