/**
 * Owns the browser journeys: what people do with the demo, in a real browser. Offers nothing. Must
 * not know the server's classes: it starts the program and sees what a person sees.
 */
@NullMarked
package org.snowguard.journey;

import org.jspecify.annotations.NullMarked;
