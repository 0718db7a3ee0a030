package org.snowguard.server.browse;

import java.util.List;
import org.snowguard.server.browse.answer.OpenIssue;
import org.snowguard.server.web.Page;

/**
 * The packages of a maintainer that have open suggestions.
 *
 * @param maintained how many packages in all
 * @param issues published ones that are open in supported channels
 */
public record MaintainerPage(
    String login, long maintained, List<MaintainedPackage> open, Page<OpenIssue> issues) {}
