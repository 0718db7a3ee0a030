package org.snowguard.server.issue.content;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.issue.content.ContentStore.OverlayRow;
import org.snowguard.server.issue.content.StandingStore.MaintainerRow;
import org.snowguard.server.issue.content.StandingStore.SpanRow;

/**
 * Who maintains what is affected in a supported channel, for all issues of a page.
 *
 * @param named whom people named, by number
 */
record PeopleToTell(
    List<SpanRow> affected, List<MaintainerRow> maintainers, Map<Long, String> named) {

  PeopleToTell {
    affected = List.copyOf(affected);
    maintainers = List.copyOf(maintainers);
    named = Map.copyOf(named);
  }

  /** Where the affected packages stand. */
  static List<SpanRow> affected(List<IssueFinding> findings, Map<String, List<SpanRow>> spans) {
    Set<Place> places = places(findings);
    return spans.values().stream()
        .flatMap(List::stream)
        .filter(span -> places.contains(new Place(span.attribute(), span.channel())))
        .toList();
  }

  private record Place(String attribute, String channel) {}

  private static Set<Place> places(List<IssueFinding> findings) {
    return findings.stream()
        .filter(finding -> finding.supported() && finding.verdict() == Verdict.AFFECTED)
        .map(finding -> new Place(finding.attribute(), finding.channel()))
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Of one issue, each once. */
  List<PersonToTell> of(List<IssueFinding> findings, Overlaid overlaid) {
    Set<Place> places = places(findings);
    Map<Long, Set<String>> metadata =
        affected.stream()
            .filter(span -> places.contains(new Place(span.attribute(), span.channel())))
            .collect(
                Collectors.groupingBy(
                    SpanRow::metadataId,
                    Collectors.mapping(SpanRow::attribute, Collectors.toCollection(TreeSet::new))));
    Map<Long, String> names = new TreeMap<>();
    Map<Long, Set<String>> packages = new TreeMap<>();
    for (MaintainerRow row : maintainers) {
      Set<String> theirs = metadata.get(row.metadataId());
      if (theirs != null) {
        names.put(row.githubId(), row.name());
        packages.computeIfAbsent(row.githubId(), id -> new TreeSet<>()).addAll(theirs);
      }
    }
    Set<Long> byHand = new HashSet<>();
    for (OverlayRow row : overlaid.added(Overlaid.MAINTAINER)) {
      long id = Long.parseLong(row.name());
      byHand.add(id);
      names.putIfAbsent(id, named.getOrDefault(id, "GitHub user " + id));
    }
    List<PersonToTell> people = new ArrayList<>();
    names.forEach(
        (id, name) -> {
          if (!overlaid.isRemoved(Overlaid.MAINTAINER, String.valueOf(id))) {
            List<String> theirs = List.copyOf(packages.getOrDefault(id, Set.of()));
            people.add(new PersonToTell(id, name, theirs, byHand.contains(id)));
          }
        });
    return people;
  }
}
