package org.snowguard.core.project;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keeps the identity of projects while clustering is computed anew: each group takes over the
 * project with which it shares most attributes, or, sharing none, the one of its own key of which
 * nothing is left; a project that loses all of its attributes to others leaves a redirect to the
 * one that took most of them.
 */
public final class ProjectIdentity {

  private ProjectIdentity() {}

  /**
   * A project as it is kept.
   *
   * @param attributes those that it has; of an emptied one, those that it had last
   * @param isEmptied whether no channel has any of them
   */
  public record Known(long id, String slug, List<String> attributes, boolean isEmptied) {
    public Known {
      attributes = List.copyOf(attributes);
    }
  }

  /**
   * What to do with the projects.
   *
   * @param kept project ids by the key of the group that takes them over
   * @param created groups that need a project of their own, in their given order
   * @param redirects emptied projects and the key of the group that took most of their attributes
   * @param emptied projects whose attributes are gone from every channel: they stay as they are
   */
  public record Plan(
      Map<String, Long> kept,
      List<ProjectGroup> created,
      Map<Long, String> redirects,
      Set<Long> emptied) {}

  private record Overlap(int attributes, Known project, ProjectGroup group) {}

  public static Plan plan(List<ProjectGroup> groups, List<Known> projects) {
    List<Overlap> overlaps = overlaps(groups, projects);
    Map<String, Long> kept = new TreeMap<>();
    Set<Long> taken = new HashSet<>();
    for (Overlap overlap : overlaps) {
      if (!kept.containsKey(overlap.group().key()) && taken.add(overlap.project().id())) {
        kept.put(overlap.group().key(), overlap.project().id());
      }
    }
    keepRenamed(groups, projects, overlaps, kept, taken);
    Map<Long, String> redirects = new TreeMap<>();
    for (Overlap overlap : overlaps) {
      if (!taken.contains(overlap.project().id())) {
        redirects.putIfAbsent(overlap.project().id(), overlap.group().key());
      }
    }
    Set<Long> emptied = new HashSet<>();
    projects.forEach(project -> emptied.add(project.id()));
    emptied.removeAll(taken);
    emptied.removeAll(redirects.keySet());
    List<ProjectGroup> created =
        groups.stream().filter(group -> !kept.containsKey(group.key())).toList();
    return new Plan(kept, created, redirects, emptied);
  }

  /**
   * A group of new attributes takes over the project of its own key when nothing else is left of
   * that one: the same software under other attributes.
   */
  private static void keepRenamed(
      List<ProjectGroup> groups,
      List<Known> projects,
      List<Overlap> overlaps,
      Map<String, Long> kept,
      Set<Long> taken) {
    Map<String, Known> left = new HashMap<>();
    projects.forEach(project -> left.put(project.slug(), project));
    overlaps.forEach(overlap -> left.remove(overlap.project().slug()));
    Set<String> overlapping = new HashSet<>();
    overlaps.forEach(overlap -> overlapping.add(overlap.group().key()));
    for (ProjectGroup group : groups) {
      Known project = left.get(group.key());
      if (project != null && !overlapping.contains(group.key()) && taken.add(project.id())) {
        kept.put(group.key(), project.id());
      }
    }
  }

  /**
   * The largest first, those of emptied projects after all others; among equals the older project,
   * then the group's key.
   */
  private static List<Overlap> overlaps(List<ProjectGroup> groups, List<Known> projects) {
    Map<String, Known> projectOf = new HashMap<>();
    projects.forEach(
        project -> project.attributes().forEach(attribute -> projectOf.put(attribute, project)));
    List<Overlap> overlaps = new ArrayList<>();
    for (ProjectGroup group : groups) {
      Map<Known, Integer> shared = new HashMap<>();
      for (String attribute : group.attributes()) {
        Known project = projectOf.get(attribute);
        if (project != null) {
          shared.merge(project, 1, Integer::sum);
        }
      }
      shared.forEach((project, count) -> overlaps.add(new Overlap(count, project, group)));
    }
    overlaps.sort(
        Comparator.comparing((Overlap overlap) -> overlap.project().isEmptied())
            .thenComparing(Comparator.comparingInt(Overlap::attributes).reversed())
            .thenComparingLong(overlap -> overlap.project().id())
            .thenComparing(overlap -> overlap.group().key()));
    return overlaps;
  }
}
