package org.snowguard.server.issue.content;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.issue.content.ContentStore.ItemRow;
import org.snowguard.server.issue.content.StandingStore.LinkRow;

/**
 * Which packages each vulnerability of an issue concerns. Accepted suggestions say it of one
 * vulnerability and one project; what people add concerns all that the issue holds.
 */
final class Claims {

  /**
   * What is known around the issues of a page.
   *
   * @param attributesOf project to its attributes
   * @param projectOf attribute to its project
   */
  record Around(
      Map<Linked, LinkRow> links,
      Map<String, List<String>> attributesOf,
      Map<String, String> projectOf) {

    private @Nullable LinkRow link(String vulnerability, String project) {
      return links.get(new Linked(vulnerability, project));
    }
  }

  /** What a link is between. */
  record Linked(String vulnerability, String project) {}

  private final List<ItemRow> items;
  private final Overlaid overlaid;
  private final Around around;

  private Claims(List<ItemRow> items, Overlaid overlaid, Around around) {
    this.items = items;
    this.overlaid = overlaid;
    this.around = around;
  }

  static List<Claim> of(
      List<ItemRow> items, Overlaid overlaid, Collection<String> shipped, Around around) {
    return new Claims(items, overlaid, around).all(shipped);
  }

  private List<Claim> all(Collection<String> shipped) {
    List<Claim> claims = new ArrayList<>();
    Set<String> handVulnerabilities = overlaid.addedNames(Overlaid.VULNERABILITY);
    Set<String> vulnerabilities = new TreeSet<>(handVulnerabilities);
    items.stream()
        .map(ItemRow::vulnerability)
        .filter(id -> !overlaid.isRemoved(Overlaid.VULNERABILITY, id))
        .forEach(vulnerabilities::add);
    Map<String, List<String>> handed = handedPackages(shipped);
    Map<String, List<String>> itemProjects = itemProjects();
    for (String vulnerability : vulnerabilities) {
      items.stream()
          .filter(item -> item.vulnerability().equals(vulnerability))
          .filter(item -> itemProjects.containsKey(item.project()))
          .forEach(item -> add(claims, vulnerability, item.project(), null));
      handed.forEach((project, of) -> add(claims, vulnerability, project, of));
      if (handVulnerabilities.contains(vulnerability)) {
        itemProjects.forEach((project, of) -> add(claims, vulnerability, project, of));
      }
      addAll(claims, vulnerability, overlaid.addedNames(Overlaid.MODULE));
    }
    if (vulnerabilities.isEmpty()) {
      Set<String> every = new TreeSet<>(overlaid.addedNames(Overlaid.MODULE));
      handed.values().forEach(every::addAll);
      itemProjects.values().forEach(every::addAll);
      addAll(claims, null, every);
    }
    return claims;
  }

  /** What people added, by project; a package without one stands under its own name. */
  private Map<String, List<String>> handedPackages(Collection<String> shipped) {
    Map<String, Set<String>> byProject = new TreeMap<>();
    overlaid
        .addedNames(Overlaid.PROJECT)
        .forEach(
            project ->
                byProject
                    .computeIfAbsent(project, key -> new TreeSet<>())
                    .addAll(around.attributesOf().getOrDefault(project, List.of())));
    Set<String> single = new TreeSet<>(overlaid.addedNames(Overlaid.PACKAGE));
    single.addAll(shipped);
    for (String attribute : single) {
      String project = around.projectOf().getOrDefault(attribute, attribute);
      byProject.computeIfAbsent(project, key -> new TreeSet<>()).add(attribute);
    }
    Map<String, List<String>> handed = new TreeMap<>();
    byProject.forEach((project, attributes) -> handed.put(project, List.copyOf(attributes)));
    return handed;
  }

  private Map<String, List<String>> itemProjects() {
    Map<String, List<String>> projects = new TreeMap<>();
    items.stream()
        .map(ItemRow::project)
        .filter(project -> !overlaid.isRemoved(Overlaid.PROJECT, project))
        .forEach(
            project ->
                projects.put(project, around.attributesOf().getOrDefault(project, List.of())));
    return projects;
  }

  /** Of the attributes given, or else of those that the machine links. */
  private void add(
      List<Claim> claims, String vulnerability, String project, @Nullable List<String> attributes) {
    LinkRow link = around.link(vulnerability, project);
    List<String> concerned =
        attributes != null ? attributes : link == null ? List.of() : link.attributes();
    claim(claims, vulnerability, link == null ? null : link.suggestionId(), concerned);
  }

  private void addAll(
      List<Claim> claims, @Nullable String vulnerability, Collection<String> attributes) {
    claim(claims, vulnerability, null, attributes);
  }

  private void claim(
      List<Claim> claims,
      @Nullable String vulnerability,
      @Nullable Long suggestionId,
      Collection<String> attributes) {
    List<String> left =
        attributes.stream()
            .filter(attribute -> !overlaid.isRemoved(Overlaid.PACKAGE, attribute))
            .distinct()
            .toList();
    if (!left.isEmpty()) {
      claims.add(new Claim(vulnerability, suggestionId, left));
    }
  }
}
