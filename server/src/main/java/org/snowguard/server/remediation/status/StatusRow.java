package org.snowguard.server.remediation.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.status.Status;
import org.snowguard.core.status.StatusHow;

/**
 * Where a vulnerability of a package stands in a primary channel.
 *
 * @param vulnerabilityId public id; empty while an issue names none
 * @param attribute attribute path, or the option path of a NixOS module
 * @param since when the status began, as far as that can be told
 * @param version of the package there, or null
 * @param reviewed whether people took it up or decided it; else it is automatic
 */
public record StatusRow(
    String vulnerabilityId,
    String attribute,
    String channel,
    Status status,
    StatusHow how,
    Instant since,
    @Nullable String version,
    boolean reviewed) {}
