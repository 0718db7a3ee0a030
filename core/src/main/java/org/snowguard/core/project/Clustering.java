package org.snowguard.core.project;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snowguard.core.nixpkgs.ChannelPackages;

/**
 * The groups of some channels' attributes, and what they were read from: of the packages of a later
 * moment only those are read again that are other objects. Thread-safe and pure.
 */
public final class Clustering {
  /** Of no channels, from which every other one begins. */
  public static final Clustering NONE = new Clustering(List.of(), Map.of());

  private final List<ProjectGroup> groups;
  private final Map<String, AttributeOrigins> known;

  private Clustering(List<ProjectGroup> groups, Map<String, AttributeOrigins> known) {
    this.groups = groups;
    this.known = known;
  }

  /** What {@link ProjectClustering#cluster} gives for these channels. */
  public Clustering over(List<ChannelPackages> channels) {
    List<AttributeOrigins> attributes =
        AttributeOrigins.read(AttributeOrigins.packages(channels), known);
    Map<String, AttributeOrigins> byAttribute = HashMap.newHashMap(attributes.size());
    attributes.forEach(one -> byAttribute.put(one.attribute(), one));
    return new Clustering(ProjectClustering.cluster(attributes, byAttribute), byAttribute);
  }

  public List<ProjectGroup> groups() {
    return groups;
  }
}
