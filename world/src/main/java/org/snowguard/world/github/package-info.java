/**
 * GitHub as a test double on the loopback interface: it owns users, teams, repositories with their
 * issues, sign-in, the App, webhooks, limits and faults, with the paths, headers and answers of the
 * real one. Offers {@link org.snowguard.world.github.FakeGitHub} to tests, benchmarks and {@code
 * ./dev fake-world}, all on one given clock. Must not know the server, which meets it by HTTP
 * alone.
 */
@NullMarked
package org.snowguard.world.github;

import org.jspecify.annotations.NullMarked;
