package org.snowguard.server.ingest;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Draws running work as progress bars on a terminal; draws nothing into pipes and files. */
public final class TerminalProgress implements RunningWork.ProgressDisplay {

  private static final int REDRAW_MILLIS = 250;

  private final Map<Long, ProgressBar> bars = new ConcurrentHashMap<>();
  private final boolean terminal = System.console() != null && System.console().isTerminal();

  @Override
  public void show(RunningWork.Progress progress) {
    if (!terminal) {
      return;
    }
    Long total = progress.total();
    ProgressBar bar = bars.computeIfAbsent(progress.id(), id -> open(progress, total));
    bar.maxHint(total == null ? -1 : total);
    bar.stepTo(progress.done());
  }

  private static ProgressBar open(RunningWork.Progress progress, @Nullable Long total) {
    return new ProgressBarBuilder()
        .setTaskName(progress.title())
        .setInitialMax(total == null ? -1 : total)
        .setUpdateIntervalMillis(REDRAW_MILLIS)
        .setStyle(ProgressBarStyle.UNICODE_BLOCK)
        .build();
  }

  @Override
  public void done(RunningWork.Progress progress) {
    ProgressBar bar = bars.remove(progress.id());
    if (bar != null) {
      bar.close();
    }
  }
}
