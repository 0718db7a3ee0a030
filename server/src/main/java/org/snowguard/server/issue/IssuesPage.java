package org.snowguard.server.issue;

import java.util.List;
import org.snowguard.server.account.ActorNames;
import org.snowguard.server.web.Page;

/**
 * A list of issues.
 *
 * @param state {@code draft}, {@code published}, {@code closed}, or empty for all
 * @param states what may be chosen
 */
public record IssuesPage(Page<Issue> issues, String state, List<String> states, ActorNames names) {}
