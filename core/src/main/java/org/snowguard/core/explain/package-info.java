/**
 * Owns how reasons are told to people: the sentences for evidence, links and verdicts.
 *
 * <p>Offers {@link org.snowguard.core.explain.Explainer}, which gathers why a record is or is not
 * about a package, and {@link org.snowguard.core.explain.ExplanationText} and {@link
 * org.snowguard.core.explain.EvidenceText}, which say it in sentences.
 *
 * <p>Must not know terminals, pages or JSON, and decides nothing: the matcher does.
 */
@NullMarked
package org.snowguard.core.explain;

import org.jspecify.annotations.NullMarked;
