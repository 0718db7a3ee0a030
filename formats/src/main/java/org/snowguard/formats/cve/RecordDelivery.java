package org.snowguard.formats.cve;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowguard.formats.archive.ProgressListener;

/** Hands parsed batches to the caller's listeners and counts. */
final class RecordDelivery {
  private static final Pattern NAMED_AFTER_ID =
      Pattern.compile("(?:.*[/!\\\\])?(CVE-\\d{4}-\\d+)\\.json(?:\\.\\w+)?");

  private final Consumer<SourcedRecord> records;
  private final Consumer<RecordProblem> problems;
  private final ProgressListener progress;
  private int read;
  private int unreadable;
  private int inputs;

  RecordDelivery(
      Consumer<SourcedRecord> records,
      Consumer<RecordProblem> problems,
      ProgressListener progress) {
    this.records = records;
    this.problems = problems;
    this.progress = progress;
  }

  void deliver(RecordBatch batch) {
    for (RecordBatch.Item item : batch.items()) {
      switch (item) {
        case RecordBatch.Parsed parsed -> deliver(parsed);
        case RecordBatch.Failed failed -> {
          inputs++;
          problems.accept(
              new RecordProblem(failed.file(), failed.path(), null, failed.reason(), true));
        }
        case RecordBatch.Progress at ->
            progress.progress(at.input(), at.bytesRead(), at.totalBytes());
        case RecordBatch.Entry unparsed ->
            throw new IllegalStateException("delivered before it was parsed: " + unparsed.path());
      }
    }
  }

  RecordCounts counts() {
    return new RecordCounts(read, unreadable, inputs);
  }

  private void deliver(RecordBatch.Parsed parsed) {
    switch (parsed.reading()) {
      case CveReading.Unreadable(String reason, @Nullable String id) -> {
        unreadable++;
        report(parsed, id, reason, true);
      }
      case CveReading.Read found -> {
        String id = found.record().id();
        found.remarks().forEach(remark -> report(parsed, id, remark, false));
        String named = idInName(parsed);
        if (named != null && !named.equals(id)) {
          report(parsed, id, "its file is named after another id, which was not used", false);
        }
        records.accept(
            new SourcedRecord(
                parsed.file(), parsed.path(), read++, parsed.bytes(), found.record()));
      }
    }
  }

  private static @Nullable String idInName(RecordBatch.Parsed parsed) {
    String path = parsed.path().isEmpty() ? parsed.file().toString() : parsed.path();
    Matcher matcher = NAMED_AFTER_ID.matcher(path);
    return matcher.matches() ? matcher.group(1) : null;
  }

  private void report(
      RecordBatch.Parsed parsed, @Nullable String id, String reason, boolean skipped) {
    problems.accept(new RecordProblem(parsed.file(), parsed.path(), id, reason, skipped));
  }
}
