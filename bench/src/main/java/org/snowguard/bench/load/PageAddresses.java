package org.snowguard.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses of pages that a server with the real data has, found by following its links. */
public final class PageAddresses {

  private static final int LISTS = 40;
  private static final int VULNERABILITIES = 300;
  private static final Pattern LINK =
      Pattern.compile("href=\"(/(vulnerability|package|project)/[^\"?#]+)\"");
  private static final Pattern NEXT = Pattern.compile("href=\"(/queue[^\"]*after=[^\"]+)\"");

  private final HttpClient client;
  private final URI base;
  private final List<String> vulnerabilities = new ArrayList<>();
  private final List<String> packages = new ArrayList<>();
  private final Set<String> projects = new LinkedHashSet<>();

  private PageAddresses(HttpClient client, URI base) {
    this.client = client;
    this.base = base;
  }

  /** Reads lists and pages of the server for links. */
  public static PageAddresses of(HttpClient client, URI base)
      throws IOException, InterruptedException {
    PageAddresses addresses = new PageAddresses(client, base);
    addresses.readLists();
    addresses.readVulnerabilities();
    return addresses;
  }

  private void readLists() throws IOException, InterruptedException {
    String next = "/queue?tab=settled";
    for (int page = 0; page < LISTS && next != null; page++) {
      String html = get(next);
      LINK.matcher(html).results().forEach(this::add);
      next = next(html);
    }
  }

  private void readVulnerabilities() throws IOException, InterruptedException {
    int last = Math.min(VULNERABILITIES, vulnerabilities.size());
    for (String vulnerability : List.copyOf(vulnerabilities.subList(0, last))) {
      LINK.matcher(get(vulnerability))
          .results()
          .filter(link -> !link.group(2).equals("vulnerability"))
          .forEach(this::add);
    }
  }

  private void add(MatchResult link) {
    switch (link.group(2)) {
      case "package" -> packages.add(link.group(1));
      case "project" -> projects.add(link.group(1));
      default -> vulnerabilities.add(link.group(1));
    }
  }

  private static @Nullable String next(String html) {
    Matcher found = NEXT.matcher(html);
    return found.find() ? found.group(1).replace("&amp;", "&") : null;
  }

  private String get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(base.resolve(path)).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  /** What readers look at, by kind; only kinds that have an address. */
  public Map<String, List<String>> byKind() {
    Map<String, List<String>> kinds = new TreeMap<>();
    kinds.put("queue_first_page", List.of("/queue"));
    kinds.put(
        "queue_filtered",
        List.of(
            "/queue?tier=likely&vector=network",
            "/queue?severity=critical",
            "/queue?verdict=affected"));
    kinds.put("vulnerability", List.copyOf(vulnerabilities));
    kinds.put("package", List.copyOf(packages));
    kinds.put(
        "search",
        List.of(
            "/search?q=buffer+overflow",
            "/search?q=openssl",
            "/search?q=CVE-2024-3",
            "/search?q=kernel+use+after+free"));
    kinds.values().removeIf(List::isEmpty);
    return kinds;
  }

  /** And what a team looks at besides. */
  public Map<String, List<String>> ofTeam() {
    Map<String, List<String>> kinds = byKind();
    kinds.put("home", List.of("/"));
    kinds.put("project", List.copyOf(projects));
    kinds.put("activity", List.of("/activity", "/activity?who=people"));
    kinds.put("issues", List.of("/issues"));
    kinds.values().removeIf(List::isEmpty);
    return kinds;
  }
}
