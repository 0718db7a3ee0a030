/**
 * What one source says of one vulnerability, in a form that no source owns, and which records speak
 * of the same one. Offers {@link org.snowguard.core.record.VulnerabilityRecord} and its parts, each
 * with a JSON pointer back into the text that it was read from, and {@link
 * org.snowguard.core.record.FlawUnion}. Must not know packages, JSON or where records come from.
 */
@NullMarked
package org.snowguard.core.record;

import org.jspecify.annotations.NullMarked;
