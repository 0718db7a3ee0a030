package org.snowguard.server.operation;

/**
 * What one look at a part of the service found.
 *
 * @param detail for operators, in words
 */
record Check(String name, Condition condition, String detail) {}
