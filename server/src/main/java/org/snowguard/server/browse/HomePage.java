package org.snowguard.server.browse;

import java.util.List;
import org.snowguard.server.ingest.RunningWork;
import org.snowguard.server.vulnerability.Vulnerability;

/** What is on fire now. */
public record HomePage(
    long vulnerabilities,
    long pending,
    List<OpenItem> onFire,
    List<ChannelSummary> channels,
    List<Vulnerability> newest,
    List<RunningWork.Progress> running) {}
