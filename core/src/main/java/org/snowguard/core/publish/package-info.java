/**
 * The words of an issue that leave for GitHub: its body, neutralised text, limits, who is
 * mentioned. Offers one body a published issue, the same for preview and delivery, and the rules of
 * public ids. Must not know SQL, HTTP, settings or how a body is delivered.
 */
@NullMarked
package org.snowguard.core.publish;

import org.jspecify.annotations.NullMarked;
