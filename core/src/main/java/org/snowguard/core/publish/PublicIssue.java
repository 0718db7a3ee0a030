package org.snowguard.core.publish;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.verdict.Verdict;

/**
 * All of an issue that its GitHub issue shows.
 *
 * @param address of our page
 * @param description a person's Markdown
 * @param status in words where it is not simply open, or null
 * @param remediation in words, or null
 */
public record PublicIssue(
    String publicId,
    String address,
    String title,
    String description,
    @Nullable String status,
    @Nullable String remediation,
    List<Flaw> flaws,
    List<ChannelPackages> channels,
    List<Link> links,
    List<ToTell> people) {

  public PublicIssue {
    flaws = List.copyOf(flaws);
    channels = List.copyOf(channels);
    links = List.copyOf(links);
    people = List.copyOf(people);
  }

  /**
   * A vulnerability.
   *
   * @param headline text of a record
   */
  public record Flaw(
      String id, String address, String headline, List<Score> scores, boolean knownExploited) {
    public Flaw {
      scores = List.copyOf(scores);
    }
  }

  /**
   * What one source says.
   *
   * @param standard {@code CVSS 3.1}
   */
  public record Score(String standard, String base, @Nullable String vector, String source) {}

  /** Packages of one channel. */
  public record ChannelPackages(String channel, boolean supported, List<PackageLine> packages) {
    public ChannelPackages {
      packages = List.copyOf(packages);
    }

    long affected() {
      return packages.stream().filter(line -> line.verdict() == Verdict.AFFECTED).count();
    }
  }

  /**
   * A package's verdict, the worst of all vulnerabilities.
   *
   * @param reason in words
   */
  public record PackageLine(
      String attribute, @Nullable String version, Verdict verdict, String reason) {}

  /** A link that somebody added. */
  public record Link(String label, String address) {}

  /**
   * Somebody to tell.
   *
   * @param mentioned by login when it is delivered; else named
   */
  public record ToTell(long gitHubId, String name, boolean mentioned) {}
}
