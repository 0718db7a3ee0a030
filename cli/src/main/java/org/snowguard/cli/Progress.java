package org.snowguard.cli;

import java.nio.file.Path;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.snowguard.cli.evaluate.EvaluationProgress;
import org.snowguard.formats.archive.ProgressListener;

/** A bar for each piece of work on a terminal; nothing where standard error goes elsewhere. */
final class Progress implements AutoCloseable {

  private static final int REDRAW_MILLIS = 100;
  private static final long MEBIBYTE = 1 << 20;

  private final boolean shown;
  private @Nullable ProgressBar bar;

  Progress(boolean shown) {
    this.shown = shown;
  }

  /** For a person at a terminal, unless asked to be quiet. */
  static Progress onTerminal(boolean quiet) {
    return new Progress(!quiet && System.console() != null && System.console().isTerminal());
  }

  /** Begins another piece of work, measured in bytes of its inputs. */
  ProgressListener bytesOf(String title) {
    close();
    if (!shown) {
      return ProgressListener.NONE;
    }
    ProgressBar opened =
        new ProgressBarBuilder()
            .setTaskName(title)
            .setUnit(" MiB", MEBIBYTE)
            .setUpdateIntervalMillis(REDRAW_MILLIS)
            .setStyle(ProgressBarStyle.UNICODE_BLOCK)
            .build();
    bar = opened;
    return (Path input, long bytesRead, long totalBytes) -> {
      opened.maxHint(totalBytes);
      opened.stepTo(bytesRead);
    };
  }

  /** Begins another piece of work, measured in attributes. */
  EvaluationProgress attributes(String title) {
    close();
    if (!shown) {
      return EvaluationProgress.NONE;
    }
    ProgressBar opened =
        new ProgressBarBuilder()
            .setTaskName(title)
            .setUpdateIntervalMillis(REDRAW_MILLIS)
            .setStyle(ProgressBarStyle.UNICODE_BLOCK)
            .build();
    bar = opened;
    return (done, known) -> {
      opened.maxHint(known);
      opened.stepTo(done);
    };
  }

  /** Begins another piece of work, of which nothing is known but that it takes a while. */
  void working(String title) {
    bytesOf(title).progress(Path.of(""), 0, -1);
  }

  @Override
  public void close() {
    ProgressBar open = bar;
    if (open != null) {
      open.close();
      bar = null;
    }
  }
}
