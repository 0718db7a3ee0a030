package org.snowguard.cli.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.snowguard.formats.json.CompactJson;
import org.snowguard.formats.json.Json;
import org.snowguard.formats.json.JsonDocument;
import org.snowguard.formats.json.Located;

/**
 * Evaluates one chunk, with as many processes as it takes: where Nix gives up at an attribute, the
 * next process goes on behind it. Only an attribute that was first in its process, and so alone, is
 * blamed for using up memory or time.
 *
 * @param messages how many more messages of what packages throw may be asked for: each costs a
 *     process, since what {@code tryEval} catches loses its message
 */
record ChunkRun(
    NixCommand nix,
    Path directory,
    RunningProcesses running,
    ScheduledExecutorService watch,
    AtomicInteger messages) {
  private static final String NO_MESSAGE = "throws; its message was not asked for";
  private static final String NAMES = "names";

  ChunkFindings evaluate(List<AttributePath> paths) throws IOException {
    ChunkFindings findings = new ChunkFindings();
    List<ChunkItem> left = paths.stream().map(ChunkItem::of).toList();
    while (!left.isEmpty()) {
      left = evaluateOnce(left, findings);
    }
    return findings;
  }

  /** Starts one process, and says what is left to do behind it. */
  private List<ChunkItem> evaluateOnce(List<ChunkItem> items, ChunkFindings findings)
      throws IOException {
    String mark = UUID.randomUUID().toString();
    Path chunk = directory.resolve(mark + ".json");
    List<ChunkItem> again = new ArrayList<>();
    try {
      Files.write(
          chunk,
          CompactJson.bytes(new Json.JsonArray(items.stream().map(ChunkItem::toJson).toList())));
      ChunkEnd end =
          ChunkProcess.run(
              nix,
              mark,
              chunk,
              running,
              watch,
              (index, json) -> accept(items.get(index), json, findings, again));
      List<ChunkItem> left =
          switch (end) {
            case ChunkEnd.Completed() -> new ArrayList<>();
            case ChunkEnd.Died died -> behind(items, died, findings);
          };
      left.addAll(again);
      return left;
    } finally {
      Files.deleteIfExists(chunk);
    }
  }

  private static List<ChunkItem> behind(
      List<ChunkItem> items, ChunkEnd.Died died, ChunkFindings findings) {
    ChunkItem item = items.get(died.index());
    List<ChunkItem> left = new ArrayList<>();
    if (died.because() == ChunkEnd.Cause.EXHAUSTION && died.index() > 0) {
      left.add(item);
    } else if (died.field().equals(ChunkProcess.WHOLE_ATTRIBUTE) || died.field().equals(NAMES)) {
      findings.addFailure(item.path(), ChunkProcess.WHOLE_ATTRIBUTE, died.reason());
    } else {
      left.add(item.without(died.field(), died.reason()));
    }
    left.addAll(items.subList(died.index() + 1, items.size()));
    return left;
  }

  private void accept(ChunkItem item, String json, ChunkFindings findings, List<ChunkItem> again)
      throws IOException {
    Located result =
        switch (JsonDocument.parse(json.getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
          case JsonDocument.Malformed(String reason) ->
              throw new IOException(
                  "evaluating %s: Nix told something that is no JSON: %s"
                      .formatted(item.path(), reason));
          case JsonDocument.Parsed(Located root, List<String> _) -> root;
        };
    List<String> thrown = result.texts("thrown");
    if (!thrown.isEmpty() && !item.bare() && messages.getAndDecrement() > 0) {
      again.add(item.asBare());
    } else if (thrown.contains(ChunkProcess.WHOLE_ATTRIBUTE)) {
      findings.addFailure(item.path(), ChunkProcess.WHOLE_ATTRIBUTE, NO_MESSAGE);
    } else {
      ChunkItem told = item;
      for (String field : thrown) {
        told = told.without(field, NO_MESSAGE);
      }
      findings.add(told, result);
    }
  }
}
