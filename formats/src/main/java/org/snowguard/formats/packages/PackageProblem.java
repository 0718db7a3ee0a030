package org.snowguard.formats.packages;

/**
 * Something wrong with a package or with the file.
 *
 * @param attribute the package's attribute; empty when it concerns the file as a whole
 */
public record PackageProblem(String attribute, String reason) {}
