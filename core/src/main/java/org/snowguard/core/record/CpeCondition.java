package org.snowguard.core.record;

import java.util.List;

/**
 * Another node of the AND group that a CPE match stands in (NVD configurations, {@code
 * cpeApplicability} of CVE JSON 5): mostly what the product has to run on.
 *
 * @param all whether every name has to be there, not just one of them
 * @param negate whether the node holds where its names are not
 * @param criteria CPE 2.3 names as written
 */
public record CpeCondition(boolean all, boolean negate, List<String> criteria) {
  public CpeCondition {
    criteria = List.copyOf(criteria);
  }
}
