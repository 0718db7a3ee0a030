package org.snowguard.server.suggestion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.triage.Remediation;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.nixpkgs.UnreadPatches;
import org.snowguard.server.suggestion.CardStore.LineRow;
import org.snowguard.server.suggestion.QueueCard.ChannelLine;
import org.snowguard.server.suggestion.QueueCard.PackageLine;

/** Rows of packages as the lines of a card, a block for each channel. */
final class CardLines {

  private static final int NAMED = 4;

  private CardLines() {}

  static List<ChannelLine> of(String project, List<LineRow> rows) {
    Map<String, List<LineRow>> byChannel = new LinkedHashMap<>();
    rows.forEach(
        row -> byChannel.computeIfAbsent(row.channel(), channel -> new ArrayList<>()).add(row));
    List<ChannelLine> channels = new ArrayList<>();
    byChannel.forEach(
        (channel, lines) ->
            channels.add(
                new ChannelLine(
                    channel,
                    !lines.getFirst().channelStatus().equals("end_of_life"),
                    lines.stream().map(line -> line(project, line)).toList())));
    // What is past its end is told last: nobody decides by it.
    channels.sort(Comparator.comparing(ChannelLine::supported).reversed());
    return channels;
  }

  private static PackageLine line(String project, LineRow row) {
    String verdict = Objects.requireNonNullElse(row.verdict(), Verdict.UNKNOWN.text());
    return new PackageLine(
        row.version(),
        row.attributes(),
        label(project, row.version(), row.attributes()),
        verdict,
        Objects.requireNonNullElse(row.reasonCode(), "not_judged_yet"),
        Objects.requireNonNullElse(
            row.reasonText(), "not judged yet: matching has still to come by"),
        row.patchesKnown(),
        UnreadPatches.note(verdict, row.patchesKnown(), row.revision(), row.carriedFrom()),
        row.fixedVersion(),
        remediation(row, verdict));
  }

  private static @Nullable Remediation remediation(LineRow row, String verdict) {
    String version = row.version();
    if (!verdict.equals(Verdict.AFFECTED.text()) || version == null) {
      return null;
    }
    return Remediation.propose(
        version, row.fixedVersion(), !row.channelStatus().equals("rolling"), false);
  }

  /**
   * {@code openssl 3.0.13 (openssl_3, openssl_legacy)}; a lone package is called by its own name.
   */
  static String label(String project, @Nullable String version, List<String> attributes) {
    String at = version == null ? " without a version" : " " + version;
    if (attributes.size() == 1) {
      return attributes.getFirst() + at;
    }
    List<String> named = attributes.subList(0, Math.min(NAMED, attributes.size()));
    int more = attributes.size() - named.size();
    return "%s%s (%s%s)"
        .formatted(
            project, at, String.join(", ", named), more == 0 ? "" : " and " + more + " more");
  }
}
