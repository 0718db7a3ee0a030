package org.snowguard.server.web;

import org.jspecify.annotations.Nullable;

/**
 * The page of a failure.
 *
 * @param kept the form that was sent, where it can be corrected
 */
public record RefusedPage(ProblemPage problem, @Nullable KeptForm kept) {}
