package org.snowguard.server.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

final class ImportStore {

  private static final String RUN =
      """
      id, source, input, fingerprint, started_at, finished_at, read, changed, superseded, unreadable,
      error
      """;

  private final Jdbi jdbi;

  ImportStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  Optional<ImportRun> lastFinished(String source, String input) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select "
                        + RUN
                        + """
                         from import_run
                        where source = :source and input = :input
                          and finished_at is not null and error is null
                        order by id desc limit 1
                        """)
                .bind("source", source)
                .bind("input", input)
                .map(ConstructorMapper.of(ImportRun.class))
                .findOne());
  }

  /** The runs of some sources before their first end, each as one. */
  List<FirstRun> firstRuns(List<String> sources, String prefix) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select source, min(started_at) as started_at,
                      min(finished_at) filter (where error is null) as finished_at
                    from import_run
                    where source = any(:sources) or starts_with(source, :prefix)
                    group by source
                    """)
                .bindArray("sources", String.class, sources)
                .bind("prefix", prefix)
                .map(ConstructorMapper.of(FirstRun.class))
                .list());
  }

  long insert(String source, String input, String fingerprint, Instant startedAt) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into import_run (source, input, fingerprint, started_at)
                    values (:source, :input, :fingerprint, :startedAt)
                    """)
                .bind("source", source)
                .bind("input", input)
                .bind("fingerprint", fingerprint)
                .bind("startedAt", startedAt)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(long.class)
                .one());
  }

  /**
   * Those over one input, those that began long ago, and, as a service is read beside files but not
   * two sets of files beside each other, those of the same kind.
   */
  void closeOpen(String source, String input, Instant longAgo, String error, Instant finishedAt) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update import_run set finished_at = :finishedAt, error = :error
                    where source = :source and finished_at is null
                      and (input = :input or started_at < :longAgo
                        or (input like '%://%') = (:input like '%://%'))
                    """)
                .bind("source", source)
                .bind("input", input)
                .bind("longAgo", longAgo)
                .bind("error", error)
                .bind("finishedAt", finishedAt)
                .execute());
  }

  void finish(long run, ImportCounts counts, @Nullable String error, Instant finishedAt) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update import_run set finished_at = :finishedAt, read = :read, changed = :changed,
                      superseded = :superseded, unreadable = :unreadable, error = :error
                    where id = :run
                    """)
                .bind("run", run)
                .bindMethods(counts)
                .bind("error", error)
                .bind("finishedAt", finishedAt)
                .execute());
  }

  void addProblems(long run, List<ReadingProblem> problems, Instant seenAt) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into input_problem
                      (source, input, entry, record_id, reason, first_seen_at, last_run)
                    select distinct on (entry)
                      import_run.source, import_run.input, entry, record_id, reason, :seenAt, :run
                    from import_run,
                      unnest(:entries, :recordIds, :reasons) as problem (entry, record_id, reason)
                    where import_run.id = :run
                    on conflict (source, input, entry) do update set
                      record_id = excluded.record_id, reason = excluded.reason,
                      last_run = excluded.last_run
                    """)
                .bind("run", run)
                .bind("seenAt", seenAt)
                .bindArray(
                    "entries", String.class, problems.stream().map(ReadingProblem::entry).toList())
                .bindArray(
                    "recordIds",
                    String.class,
                    problems.stream().map(ReadingProblem::recordId).toList())
                .bindArray(
                    "reasons", String.class, problems.stream().map(ReadingProblem::reason).toList())
                .execute());
  }

  /** Removes the problems of this input that this run did not meet. */
  void removeOtherProblems(long run) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    delete from input_problem using import_run
                    where import_run.id = :run and input_problem.source = import_run.source
                      and input_problem.input = import_run.input and input_problem.last_run <> :run
                    """)
                .bind("run", run)
                .execute());
  }

  /** Removes those of entries that this run read well, and of the file as a whole, if it did. */
  void removeProblems(long run, List<String> entries) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    delete from input_problem using import_run
                    where import_run.id = :run and input_problem.source = import_run.source
                      and input_problem.input = import_run.input and last_run <> :run
                      and (entry = any(:entries) or entry = import_run.fingerprint)
                    """)
                .bind("run", run)
                .bindArray("entries", String.class, entries)
                .execute());
  }

  /** Keeps the newest, those that problems refer to, and those that first runs are told from. */
  void forget(long run, int kept) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    with same as (
                      select old.id, row_number() over (order by old.id desc) as place,
                        old.id = min(old.id) over ()
                          or old.id = min(old.id)
                            filter (where old.finished_at is not null and old.error is null) over ()
                          as is_first
                      from import_run this
                      join import_run old on old.source = this.source and old.input = this.input
                      where this.id = :run
                    )
                    delete from import_run using same
                    where import_run.id = same.id and place > :kept and not is_first
                      and not exists (select from input_problem where last_run = import_run.id)
                    """)
                .bind("run", run)
                .bind("kept", kept)
                .execute());
  }

  List<ImportRun> latest() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select * from (select distinct on (source, input) "
                        + RUN
                        + " from import_run order by source, input, id desc) latest order by id"
                        + " desc")
                .map(ConstructorMapper.of(ImportRun.class))
                .list());
  }

  List<StoredProblem> problems(@Nullable Long beforeId, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select id, source, input, entry, record_id, reason, first_seen_at
                    from input_problem where :beforeId::bigint is null or id < :beforeId
                    order by id desc limit :limit
                    """)
                .bind("beforeId", beforeId)
                .bind("limit", limit)
                .map(ConstructorMapper.of(StoredProblem.class))
                .list());
  }

  long countProblems() {
    return jdbi.withHandle(
        handle -> handle.createQuery("select count(*) from input_problem").mapTo(long.class).one());
  }
}
