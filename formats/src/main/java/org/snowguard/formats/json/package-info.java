/**
 * JSON of others, read without trust. Offers a value tree that keeps the spelling of numbers,
 * {@link org.snowguard.formats.json.Located} to walk it without exceptions, and the bounds of every
 * reader. Must not know what any format means.
 */
@NullMarked
package org.snowguard.formats.json;

import org.jspecify.annotations.NullMarked;
