package org.snowguard.server.browse;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.vulnerability.Vulnerability;

/** An open link with its vulnerability, as lists show it. */
public record OpenItem(OpenLink link, Vulnerability vulnerability) {

  static List<OpenItem> of(Collection<OpenLink> links, Vulnerabilities vulnerabilities) {
    Map<Long, Vulnerability> byId =
        vulnerabilities.byIds(links.stream().map(OpenLink::vulnerabilityId).distinct().toList());
    return links.stream()
        .map(link -> new OpenItem(link, Objects.requireNonNull(byId.get(link.vulnerabilityId()))))
        .toList();
  }
}
