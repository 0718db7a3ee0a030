package org.snowguard.server.ingest.job;

/** Ends a run that shall not go on; jobs let it pass. */
public final class JobStopped extends RuntimeException {

  JobStopped(String job) {
    super("the job %s was paused, or another node does it".formatted(job), null, false, false);
  }
}
