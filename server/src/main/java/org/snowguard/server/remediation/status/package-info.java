/**
 * Owns the status of each vulnerability, package and channel of an issue, with the reason and time
 * of each change, and the lists that somebody can work off. Offers {@link
 * org.snowguard.server.remediation.status.Statuses} to read them and {@link
 * org.snowguard.server.remediation.status.StatusListener} to be told. Must not know how commits and
 * pull requests are read, nor what is published of a status.
 */
@NullMarked
package org.snowguard.server.remediation.status;

import org.jspecify.annotations.NullMarked;
