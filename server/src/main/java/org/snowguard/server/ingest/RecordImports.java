package org.snowguard.server.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs of one source of records: each is in the book from its beginning, and what it has stored
 * stays, wherever it is cut off.
 */
public final class RecordImports {

  private static final Logger log = LoggerFactory.getLogger(RecordImports.class);

  private final String source;
  private final RecordSink sink;
  private final ImportRuns runs;

  /**
   * @param source the word under which runs and problems are stored
   */
  public RecordImports(String source, RecordSink sink, ImportRuns runs) {
    this.source = source;
    this.sink = sink;
    this.runs = runs;
  }

  /** Whether a run gives everything that the input has. */
  public enum Extent {
    /** Problems that are not met again are gone. */
    WHOLE(1_000),
    /** Problems stay until their record is read well. */
    PART(250);

    /** How many records are stored at a time; few of a part, which is matched meanwhile. */
    private final int portion;

    Extent(int portion) {
      this.portion = portion;
    }
  }

  /** Reads an input's records. */
  public interface Reading {
    void into(RecordPortions portions) throws IOException, InterruptedException;
  }

  /** Reads files. */
  public interface FileReading {
    void into(RecordPortions portions);
  }

  /** Reads files, unless they are those that were read to their end before. */
  public void files(List<Path> inputs, FileReading reading) throws IOException {
    String input = inputs.stream().map(Path::toString).collect(Collectors.joining(" "));
    String fingerprint = fingerprint(input, inputs);
    if (runs.alreadyRead(source, input, fingerprint)) {
      log.info("Records of {} unchanged since they were read: {}", source, input);
      return;
    }
    long run = runs.begin(source, input, fingerprint);
    RecordPortions portions = new RecordPortions(sink, Extent.WHOLE.portion);
    try {
      reading.into(portions);
      portions.store();
    } catch (RuntimeException e) {
      fail(run, portions, e);
      throw e;
    }
    finish(run, portions, Extent.WHOLE);
    log.info("Records of {}: {}", source, portions.counts().words("records"));
  }

  /**
   * Reads what was fetched.
   *
   * @param input the address, under which the run is shown
   * @param part what of it is read, for people
   */
  public ImportCounts fetched(String input, String part, Extent extent, Reading reading)
      throws IOException, InterruptedException {
    long run = runs.begin(source, input, part);
    RecordPortions portions = new RecordPortions(sink, extent.portion);
    try {
      reading.into(portions);
      portions.store();
    } catch (IOException | InterruptedException | RuntimeException e) {
      fail(run, portions, e);
      throw e;
    }
    finish(run, portions, extent);
    runs.forget(run);
    return portions.counts();
  }

  private void finish(long run, RecordPortions portions, Extent extent) {
    switch (extent) {
      case WHOLE -> runs.finish(run, portions.counts(), portions.problems());
      case PART -> runs.finishPart(run, portions.counts(), portions.problems(), portions.ids());
    }
  }

  /**
   * A run that ends because the node stops stays open: the next one closes it as cut off. What was
   * met is kept even if the run failed: of a part, the next one goes on behind it.
   */
  private void fail(long run, RecordPortions portions, Exception e) {
    if (Interruption.isCauseOf(e)) {
      return;
    }
    String words = String.valueOf(e.getMessage());
    runs.failPart(run, portions.counts(), words, portions.problems(), portions.ids());
  }

  private String fingerprint(String name, List<Path> inputs) throws IOException {
    List<String> parts = new ArrayList<>();
    try {
      for (Path input : inputs) {
        parts.add(Fingerprints.of(input));
      }
    } catch (IOException e) {
      runs.refuse(source, name, e);
      throw e;
    }
    return String.join(" ", parts);
  }
}
