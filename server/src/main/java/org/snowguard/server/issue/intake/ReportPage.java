package org.snowguard.server.issue.intake;

/** The page that says where to report; it says the same to everybody. */
public record ReportPage() {}
