package org.snowguard.formats.cve;

import java.util.ArrayList;
import java.util.List;
import org.snowguard.core.record.Container;
import org.snowguard.formats.json.Located;

/** A container of the record: who speaks, and where. */
record SourceContainer(Container container, Located at) {

  /** The assigner's container, then those of the others in their order. */
  static List<SourceContainer> of(Located root) {
    Located containers = root.get("containers");
    List<SourceContainer> found = new ArrayList<>();
    if (containers.get("cna").isObject()) {
      found.add(of(Container.Role.CNA, containers.get("cna")));
    }
    for (Located adp : containers.get("adp").itemsOrSelf()) {
      if (adp.isObject()) {
        found.add(of(Container.Role.ADP, adp));
      }
    }
    return found;
  }

  /** CISA's own additions, of which this programme publishes decision points and exploitation. */
  boolean isCisa() {
    return container.role() == Container.Role.ADP && container.provider().equals("CISA-ADP");
  }

  private static SourceContainer of(Container.Role role, Located at) {
    String provider = at.get("providerMetadata").text("shortName");
    return new SourceContainer(new Container(role, provider == null ? "" : provider), at);
  }
}
