package org.snowguard.server.browse;

import java.util.List;
import org.snowguard.server.web.Page;

/**
 * The log of what people and machines did.
 *
 * @param who {@code people}, {@code machine}, {@code me}, or empty for all
 * @param kind the chosen kind, or empty for all
 * @param kinds what may be chosen
 */
public record ActivityPage(Page<EventLine> entries, String who, String kind, List<String> kinds) {}
