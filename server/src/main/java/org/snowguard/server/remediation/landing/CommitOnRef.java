package org.snowguard.server.remediation.landing;

/**
 * What is asked of a commit.
 *
 * @param commit 40 hexadecimal digits
 * @param ref name of a branch or channel
 */
public record CommitOnRef(String commit, String ref) {}
