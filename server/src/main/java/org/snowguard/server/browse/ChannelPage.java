package org.snowguard.server.browse;

import java.util.List;
import org.snowguard.server.nixpkgs.Snapshot;
import org.snowguard.server.web.Page;

/** One channel: where it stands, and what is open in it. */
public record ChannelPage(ChannelSummary summary, List<Snapshot> snapshots, Page<OpenItem> open) {}
