/**
 * The services that Snowguard reads, as a test double on the loopback interface: it owns what they
 * publish at each moment of a time of their own, and how they fail. Offers {@link
 * org.snowguard.world.FakeWorld} to programs and {@code ./dev fake-world} to people. Must not know
 * the server, which meets it by the real protocols alone.
 */
@NullMarked
package org.snowguard.world;

import org.jspecify.annotations.NullMarked;
