package org.snowguard.server.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snowguard.core.dwell.DwellEnd;
import org.snowguard.core.dwell.DwellTime;
import org.snowguard.server.web.BadInput;

/**
 * Which waits are listed: those that ended in one way, those that are left out for one reason, or
 * all that are censored.
 *
 * @param text of addresses, {@code end_of_life}
 * @param label for people
 */
public record WaitState(String text, String label) {

  private static final WaitState CENSORED =
      new WaitState("censored", "censored: known only to have lasted at least so long");

  boolean takes(TimedRow wait) {
    return equals(CENSORED) ? wait.isCensored() : text.equals(wait.state());
  }

  /** In the order of pages. */
  public static List<WaitState> all() {
    List<WaitState> all = new ArrayList<>(List.of(CENSORED));
    Stream.of(DwellEnd.values())
        .filter(end -> end != DwellEnd.NOT_AFFECTED)
        .forEach(end -> all.add(new WaitState(end.text(), end.label())));
    Stream.of(DwellTime.LeftOut.Reason.values())
        .forEach(reason -> all.add(new WaitState(reason.text(), "left out: " + reason.label())));
    return all;
  }

  /** Empty: whatever their state. */
  public static Optional<WaitState> of(String text) {
    String wanted = text.strip();
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        all().stream()
            .filter(state -> state.text().equals(wanted))
            .findFirst()
            .orElseThrow(
                () ->
                    new BadInput(
                        "listing waits",
                        "state \"" + wanted + "\"",
                        "use one of "
                            + all().stream().map(WaitState::text).collect(Collectors.joining(", "))
                            + ".")));
  }
}
