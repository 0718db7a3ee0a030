package org.snowguard.server.browse;

import java.util.List;
import org.snowguard.server.ingest.ImportRun;
import org.snowguard.server.ingest.RunningWork;
import org.snowguard.server.ingest.StoredProblem;
import org.snowguard.server.web.Page;

/**
 * Where everything is from, and what is being worked on.
 *
 * @param ready whether the matcher's index is in memory
 */
public record SourcesPage(
    boolean ready,
    List<RunningWork.Progress> running,
    List<ImportRun> runs,
    Page<StoredProblem> problems) {}
