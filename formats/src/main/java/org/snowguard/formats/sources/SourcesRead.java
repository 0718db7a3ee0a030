package org.snowguard.formats.sources;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.nixpkgs.NixPackage;

/**
 * What came of reading a file of sources.
 *
 * @param lines by attribute
 * @param bad lines that could not be read, the first of them among the problems
 * @param brokenOff why reading ended before the end of the file, or null
 */
public record SourcesRead(
    Map<String, SourceLine> lines,
    int bad,
    List<LineProblem> problems,
    @Nullable String brokenOff) {
  public SourcesRead {
    lines = Map.copyOf(lines);
    problems = List.copyOf(problems);
  }

  /** The channel's packages with those sources that were evaluated at the package's version. */
  public AppliedSources applyTo(ChannelPackages channel) {
    List<NixPackage> packages = new ArrayList<>(channel.packages().size());
    Set<String> unused = new HashSet<>(lines.keySet());
    int applied = 0;
    int stale = 0;
    for (NixPackage each : channel.packages()) {
      SourceLine line = lines.get(each.attribute());
      unused.remove(each.attribute());
      if (line == null) {
        packages.add(each);
      } else if (line.speaksOf(each)) {
        packages.add(each.withSources(line.sources()));
        applied++;
      } else {
        packages.add(each);
        stale++;
      }
    }
    return new AppliedSources(
        new ChannelPackages(channel.channel(), packages), applied, stale, unused.size());
  }
}
