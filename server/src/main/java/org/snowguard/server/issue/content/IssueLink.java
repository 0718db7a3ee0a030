package org.snowguard.server.issue.content;

/**
 * A page that belongs to an issue.
 *
 * @param url http or https
 */
public record IssueLink(String url, String title) {}
