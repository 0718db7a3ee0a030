package org.snowguard.server.metrics;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.dwell.Milestone;
import org.snowguard.server.web.LocalPath;
import org.snowguard.server.web.Page;

/**
 * Waits with their stages.
 *
 * @param state that is asked for, or null for all
 */
public record DwellWaitsPage(DwellFilter filter, @Nullable WaitState state, Page<DwellWait> waits) {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Of the same list. */
  public String query() {
    return filter.query() + (state == null ? "" : "&state=" + LocalPath.query(state.text()));
  }

  public static List<Milestone> milestones() {
    return List.of(Milestone.values());
  }

  /** A dash where it did not happen. */
  public static String day(@Nullable Instant at) {
    return at == null ? "–" : DAY.format(at);
  }

  /** How long the stage took that leads to a milestone, or nothing. */
  public static String stage(DwellWait wait, Milestone milestone) {
    return wait.stageTo(milestone)
        .map(
            stage ->
                String.format(
                    Locale.ROOT,
                    stage.passed() ? "%.1f days" : "%.1f days so far, or until it ended",
                    stage.days()))
        .orElse("");
  }
}
