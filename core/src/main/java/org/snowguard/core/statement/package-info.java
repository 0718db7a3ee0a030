/**
 * What is stated to the world. Offers {@link org.snowguard.core.statement.Statements}, the one rule
 * that turns decisions of people into statements, and keeps verdicts of machines apart. Must not
 * know in which format a statement is written, nor where decisions are stored.
 */
@NullMarked
package org.snowguard.core.statement;

import org.jspecify.annotations.NullMarked;
