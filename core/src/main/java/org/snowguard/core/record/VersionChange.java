package org.snowguard.core.record;

/**
 * A change of status inside a range: from {@code at} on, {@code status} holds (CVE JSON 5, {@code
 * versions[].changes[]}).
 */
public record VersionChange(String at, VersionStatus status) {}
