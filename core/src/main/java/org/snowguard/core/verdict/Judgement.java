package org.snowguard.core.verdict;

/**
 * A verdict with its reason.
 *
 * @param text one line for people, with the comparison that decided: {@code 2.30.0 < 2.31.0
 *     (python)}
 * @param pointer JSON pointer to the statement that decided; empty when none did
 */
public record Judgement(Verdict verdict, ReasonCode code, String text, String pointer) {}
