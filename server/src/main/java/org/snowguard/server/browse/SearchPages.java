package org.snowguard.server.browse;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.nixpkgs.Project;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.vulnerability.Vulnerability;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.LocalPath;
import org.snowguard.server.web.Reply;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Finds vulnerabilities, projects and packages; an id leads to its page at once. */
@Controller
final class SearchPages {

  private static final int SIZE = 30;
  private static final int LONGEST = 200;
  private static final Pattern ID =
      Pattern.compile("(CVE|GHSA|OSV|PYSEC|RUSTSEC|GO)-[\\w-]+", Pattern.CASE_INSENSITIVE);

  private final Vulnerabilities vulnerabilities;
  private final Projects projects;
  private final OverviewStore overview;
  private final Issues issues;

  SearchPages(
      Vulnerabilities vulnerabilities, Projects projects, OverviewStore overview, Issues issues) {
    this.issues = issues;
    this.vulnerabilities = vulnerabilities;
    this.projects = projects;
    this.overview = overview;
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/search")
  Reply search(@RequestParam(defaultValue = "") String q) {
    String words = q.strip();
    String query = words.substring(0, Math.min(words.length(), LONGEST));
    if (query.isEmpty()) {
      return Reply.page("browse/search", new SearchPage("", List.of(), List.of(), List.of()));
    }
    if (CommitPages.HASH.matcher(query).matches()) {
      return Reply.redirect("/commit/" + query.toLowerCase(Locale.ROOT));
    }
    if (issues.findPublic(query.toUpperCase(Locale.ROOT)).isPresent()) {
      return Reply.redirect("/issue/" + LocalPath.segment(query.toUpperCase(Locale.ROOT)));
    }
    if (ID.matcher(query).matches()) {
      Optional<Vulnerability> found =
          vulnerabilities
              .find(query)
              .or(() -> vulnerabilities.find(query.toUpperCase(Locale.ROOT)));
      if (found.isPresent()) {
        return Reply.redirect("/vulnerability/" + LocalPath.segment(found.get().publicId()));
      }
    }
    return Reply.page(
        "browse/search",
        new SearchPage(
            query,
            vulnerabilities.search(query, SIZE),
            projects.startingWith(query, SIZE).stream().map(Project::slug).toList(),
            overview.attributesStartingWith(query, SIZE)));
  }
}
