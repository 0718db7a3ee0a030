package org.snowguard.server.issue.content;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.core.issue.Urgency;
import org.snowguard.server.issue.content.ContentStore.ItemRow;
import org.snowguard.server.issue.content.ContentStore.OverlayRow;
import org.snowguard.server.issue.content.ContentStore.ShippedRow;
import org.snowguard.server.issue.content.StandingStore.AttributeRow;
import org.snowguard.server.issue.content.StandingStore.LinkRow;
import org.snowguard.server.issue.content.StandingStore.SpanRow;
import org.snowguard.server.issue.content.StandingStore.VerdictRow;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.vulnerability.Vulnerability;
import org.snowguard.server.web.Transactions;

/** Puts issues together, any number of them in a fixed number of questions. */
public final class IssueContents {

  private final ContentStore store;
  private final StandingStore standings;
  private final Vulnerabilities vulnerabilities;
  private final KeptStatuses statuses;
  private final Urgency urgency;
  private final Transactions transactions;
  private final Clock clock;

  public IssueContents(
      Jdbi jdbi,
      Vulnerabilities vulnerabilities,
      KeptStatuses statuses,
      Urgency urgency,
      Transactions transactions,
      Clock clock) {
    store = new ContentStore(jdbi);
    standings = new StandingStore(jdbi);
    this.vulnerabilities = vulnerabilities;
    this.statuses = statuses;
    this.urgency = urgency;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** One issue by its number. */
  public Optional<IssueContent> find(long id) {
    return Optional.ofNullable(of(List.of(id)).get(id));
  }

  /** Issues by their numbers; unknown ones are left out. */
  public Map<Long, IssueContent> of(Collection<Long> ids) {
    return ids.isEmpty() ? Map.of() : transactions.read(() -> read(ids));
  }

  /** What the issues of a page consist of. */
  private record Parts(
      Map<Long, List<ItemRow>> items,
      Map<Long, Overlaid> overlaid,
      Map<Long, List<ShippedRow>> shipped) {

    List<ItemRow> items(long id) {
      return items.getOrDefault(id, List.of());
    }

    Overlaid overlaid(long id) {
      return overlaid.getOrDefault(id, new Overlaid(List.of()));
    }

    List<ShippedRow> shipped(long id) {
      return shipped.getOrDefault(id, List.of());
    }

    /** Of each attribute the version that the issue is about. */
    Map<String, String> versions(long id) {
      return shipped(id).stream()
          .collect(
              Collectors.toMap(ShippedRow::attribute, ShippedRow::version, (one, other) -> other));
    }

    Set<String> names(String kind) {
      Set<String> names = new TreeSet<>();
      overlaid.values().forEach(overlay -> names.addAll(overlay.addedNames(kind)));
      return names;
    }
  }

  private Map<Long, IssueContent> read(Collection<Long> ids) {
    Parts parts = parts(ids);
    Claims.Around around = around(parts);
    Map<Long, List<Claim>> claims = new HashMap<>();
    ids.forEach(
        id ->
            claims.put(
                id,
                Claims.of(
                    parts.items(id), parts.overlaid(id), parts.versions(id).keySet(), around)));
    Findings.Standing standing = standing(claims.values().stream().flatMap(List::stream).toList());
    Map<Long, List<IssueFinding>> findings = findings(ids, parts, claims, standing);
    PeopleToTell people = people(parts, standing, findings);
    Map<String, Vulnerability> known = known(parts);
    ContentParts build = new ContentParts(known, urgency, clock.instant());
    return store.issues(ids).stream()
        .map(
            row ->
                build.content(
                    row,
                    parts.items(row.id()),
                    parts.overlaid(row.id()),
                    parts.shipped(row.id()),
                    findings.getOrDefault(row.id(), List.of()),
                    people))
        .collect(Collectors.toMap(IssueContent::id, Function.identity()));
  }

  private Map<Long, List<IssueFinding>> findings(
      Collection<Long> ids,
      Parts parts,
      Map<Long, List<Claim>> claims,
      Findings.Standing standing) {
    Map<Long, List<KeptStatus>> kept = statuses.of(ids);
    Map<Long, List<IssueFinding>> findings = new HashMap<>();
    claims.forEach(
        (id, of) -> {
          Map<KeptStatus.Place, KeptStatus> byPlace =
              kept.getOrDefault(id, List.of()).stream()
                  .collect(Collectors.toMap(KeptStatus::place, Function.identity()));
          findings.put(
              id, new Findings(parts.overlaid(id), parts.versions(id), standing, byPlace).of(of));
        });
    return findings;
  }

  private Parts parts(Collection<Long> ids) {
    Map<Long, List<OverlayRow>> rows =
        store.overlay(ids).stream().collect(Collectors.groupingBy(OverlayRow::issueId));
    Map<String, String> renamed =
        standings.renamed(
            rows.values().stream().flatMap(List::stream).map(OverlayRow::name).toList());
    Map<Long, Overlaid> overlaid = new HashMap<>();
    rows.forEach((id, of) -> overlaid.put(id, new Overlaid(of).renamed(renamed)));
    return new Parts(
        store.items(ids).stream().collect(Collectors.groupingBy(ItemRow::issueId)),
        overlaid,
        store.shipped(ids).stream().collect(Collectors.groupingBy(ShippedRow::issueId)));
  }

  private Claims.Around around(Parts parts) {
    Set<String> ids = parts.names(Overlaid.VULNERABILITY);
    Set<String> projects = parts.names(Overlaid.PROJECT);
    parts.items().values().stream()
        .flatMap(List::stream)
        .forEach(
            item -> {
              ids.add(item.vulnerability());
              projects.add(item.project());
            });
    Set<String> single = parts.names(Overlaid.PACKAGE);
    parts.shipped().values().stream()
        .flatMap(List::stream)
        .map(ShippedRow::attribute)
        .forEach(single::add);
    Map<String, String> projectOf =
        standings.projectsOf(single).stream()
            .collect(Collectors.toMap(AttributeRow::attribute, AttributeRow::project));
    Map<String, List<String>> attributesOf =
        standings.attributesOf(projects).stream()
            .collect(
                Collectors.groupingBy(
                    AttributeRow::project,
                    Collectors.mapping(AttributeRow::attribute, Collectors.toList())));
    projects.addAll(projectOf.values());
    Map<Claims.Linked, LinkRow> links =
        standings.links(ids, projects).stream()
            .collect(
                Collectors.toMap(
                    link -> new Claims.Linked(link.vulnerability(), link.project()),
                    Function.identity()));
    return new Claims.Around(links, attributesOf, projectOf);
  }

  private Findings.Standing standing(List<Claim> claims) {
    Set<String> attributes = new TreeSet<>();
    Set<Long> suggestions = new TreeSet<>();
    for (Claim claim : claims) {
      attributes.addAll(claim.attributes());
      if (claim.suggestionId() != null) {
        suggestions.add(claim.suggestionId());
      }
    }
    List<SpanRow> spans = standings.spans(attributes);
    List<Long> facts = spans.stream().map(SpanRow::factsId).distinct().toList();
    return new Findings.Standing(
        standings.channels(),
        spans.stream().collect(Collectors.groupingBy(SpanRow::attribute)),
        standings.verdicts(suggestions, facts).stream()
            .collect(
                Collectors.groupingBy(
                    (VerdictRow row) -> new Findings.JudgedBy(row.suggestionId(), row.factsId()))));
  }

  private PeopleToTell people(
      Parts parts, Findings.Standing standing, Map<Long, List<IssueFinding>> findings) {
    List<IssueFinding> all = findings.values().stream().flatMap(List::stream).toList();
    List<SpanRow> affected = PeopleToTell.affected(all, standing.spans());
    return new PeopleToTell(
        affected,
        standings.maintainers(affected.stream().map(SpanRow::metadataId).distinct().toList()),
        standings.maintainerNames(
            parts.names(Overlaid.MAINTAINER).stream().map(Long::valueOf).toList()));
  }

  private Map<String, Vulnerability> known(Parts parts) {
    Set<String> names = parts.names(Overlaid.VULNERABILITY);
    parts.items().values().stream()
        .flatMap(List::stream)
        .map(ItemRow::vulnerability)
        .forEach(names::add);
    List<Long> numbers = new ArrayList<>(standings.numbers(names).values());
    return vulnerabilities.byIds(numbers).values().stream()
        .collect(Collectors.toMap(Vulnerability::publicId, Function.identity()));
  }
}
