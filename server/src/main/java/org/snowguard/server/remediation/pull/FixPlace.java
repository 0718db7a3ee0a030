package org.snowguard.server.remediation.pull;

/** A vulnerability in a project, by their numbers. */
public record FixPlace(long vulnerability, long project) {}
