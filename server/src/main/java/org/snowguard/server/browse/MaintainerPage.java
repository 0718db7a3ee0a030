package org.snowguard.server.browse;

import java.util.List;

/**
 * The packages of a maintainer that have open suggestions.
 *
 * @param maintained how many packages in all
 */
public record MaintainerPage(String login, long maintained, List<MaintainedPackage> open) {}
