package org.snowguard.server.browse;

import org.snowguard.server.browse.answer.OpenIssue;
import org.snowguard.server.web.Page;

/** Published issues that are open in a channel. */
public record ChannelIssuesPage(String channel, Page<OpenIssue> issues) {}
