/**
 * The rules by which suggestions reach people and decisions hold: placement, reasons, states, rank.
 * Pure functions over values; storage and pages call them. Must not know SQL, HTTP or who is signed
 * in.
 */
@NullMarked
package org.snowguard.core.triage;

import org.jspecify.annotations.NullMarked;
