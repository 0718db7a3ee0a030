package org.snowguard.core.project;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Repositories on forges, which show an owner's repositories under the owner's name. */
final class ForgeUrls {
  private static final Set<String> TWO_PART_FORGES =
      Set.of(
          "github.com",
          "codeberg.org",
          "bitbucket.org",
          "gitea.com",
          "notabug.org",
          "gitee.com",
          "git.sr.ht",
          "framagit.org",
          "pagure.io",
          "huggingface.co",
          "code.call-cc.org");

  /** First parts of paths on forges that name no owner. */
  private static final Set<String> NOT_OWNERS =
      Set.of(
          "advisories",
          "sponsors",
          "orgs",
          "marketplace",
          "features",
          "about",
          "topics",
          "search",
          "security",
          "user-attachments",
          "apps",
          "settings",
          "users",
          "groups",
          "explore",
          "-");

  /** Hosts of source code whose paths end a project's name at one of these. */
  private static final Set<String> GITLAB_ENDS =
      Set.of(
          "-",
          "issues",
          "merge_requests",
          "commit",
          "commits",
          "blob",
          "tree",
          "raw",
          "tags",
          "releases",
          "repository",
          "uploads",
          "wikis",
          "work_items",
          "archive",
          "snippets");

  private ForgeUrls() {}

  /** Whether all that lies there lies in repositories. */
  static boolean isForge(String host) {
    return TWO_PART_FORGES.contains(host)
        || host.equals("raw.githubusercontent.com")
        || host.equals("codeload.github.com")
        || host.equals("api.github.com")
        || host.endsWith(".github.io")
        || isGitLab(host);
  }

  static @Nullable RepositoryKey key(UrlParts url) {
    String host = url.host();
    if (TWO_PART_FORGES.contains(host)) {
      return twoParts(host, url.segment(0), url.segment(1));
    }
    if (host.equals("raw.githubusercontent.com") || host.equals("codeload.github.com")) {
      return twoParts("github.com", url.segment(0), url.segment(1));
    }
    if (host.equals("api.github.com")) {
      return twoParts("github.com", url.segment(1), url.segment(2));
    }
    if (host.endsWith(".github.io")) {
      String owner = host.substring(0, host.length() - ".github.io".length());
      return url.segments().isEmpty() ? null : twoParts("github.com", owner, url.segment(0));
    }
    return isGitLab(host) ? ofGitLab(url) : null;
  }

  private static boolean isGitLab(String host) {
    return host.startsWith("gitlab.")
        || host.equals("salsa.debian.org")
        || host.equals("invent.kde.org")
        || host.equals("code.videolan.org")
        || host.equals("0xacab.org");
  }

  private static @Nullable RepositoryKey ofGitLab(UrlParts url) {
    List<String> segments = url.segments();
    if (url.segment(0).equals("api") && url.segment(2).equals("projects")) {
      segments = segments.subList(3, segments.size());
    }
    int end = 0;
    while (end < segments.size() && !GITLAB_ENDS.contains(segments.get(end))) {
      end++;
    }
    if (end < 2 || NOT_OWNERS.contains(segments.getFirst())) {
      return null;
    }
    return RepositoryKey.at(url.host(), withoutGit(String.join("/", segments.subList(0, end))));
  }

  static @Nullable RepositoryKey twoParts(String host, String owner, String name) {
    if (owner.isEmpty() || name.isEmpty() || NOT_OWNERS.contains(owner)) {
      return null;
    }
    return RepositoryKey.at(host, owner + "/" + withoutGit(name));
  }

  private static String withoutGit(String name) {
    return name.endsWith(".git") ? name.substring(0, name.length() - ".git".length()) : name;
  }
}
