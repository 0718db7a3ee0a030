package org.snowguard.server.issue;

/** A version of a package that an issue is about, whether or not a vulnerability is known. */
public record IssuePackage(String attribute, String version) {}
