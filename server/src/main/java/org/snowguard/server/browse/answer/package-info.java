/**
 * What somebody who comes to a page asks first: was it, is it, where is it fixed, was it looked at?
 * Offers {@link org.snowguard.server.browse.answer.Answering} and the answers as records for
 * templates. Must not decide anything: it says what is stored, and who said so.
 */
@NullMarked
package org.snowguard.server.browse.answer;

import org.jspecify.annotations.NullMarked;
