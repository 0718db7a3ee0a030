package org.snowguard.core.project;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Projects of hosting sites, and repositories on hosts of their own. */
final class HostingUrls {
  /** The kernel's source, whichever of its mirrors a URL names. */
  static final RepositoryKey KERNEL = new RepositoryKey("kernel.org", "linux");

  private HostingUrls() {}

  static @Nullable RepositoryKey key(UrlParts url) {
    String host = url.host();
    RepositoryKey known =
        switch (host) {
          case "sourceforge.net" ->
              Set.of("projects", "p").contains(url.segment(0))
                  ? RepositoryKey.at(host, url.segment(1))
                  : null;
          case "downloads.sourceforge.net" ->
              RepositoryKey.at(
                  "sourceforge.net",
                  url.segment(0).equals("project") ? url.segment(1) : url.segment(0));
          case "git.code.sf.net" -> RepositoryKey.at("sourceforge.net", url.segment(1));
          case "ftp.gnu.org", "ftpmirror.gnu.org" ->
              RepositoryKey.at(
                  "gnu.org", url.segment(0).equals("gnu") ? url.segment(1) : url.segment(0));
          case "gnu.org", "savannah.gnu.org", "savannah.nongnu.org" ->
              RepositoryKey.at("gnu.org", url.segment(1));
          case "download.gnome.org", "gitlab.gnome.org" ->
              RepositoryKey.at("gnome.org", url.segment(1));
          case "git.kernel.org", "cdn.kernel.org", "kernel.org", "lore.kernel.org" -> ofKernel(url);
          case "bugs.launchpad.net", "launchpad.net", "git.launchpad.net" ->
              RepositoryKey.at("launchpad.net", url.segment(0));
          default -> null;
        };
    if (known != null) {
      return known;
    }
    if (host.endsWith(".sourceforge.net") || host.endsWith(".sourceforge.io")) {
      return RepositoryKey.at("sourceforge.net", host.substring(0, host.indexOf('.')));
    }
    if (host.endsWith(".apache.org")
        && !Set.of(
                "lists.apache.org",
                "issues.apache.org",
                "downloads.apache.org",
                "archive.apache.org")
            .contains(host)) {
      return RepositoryKey.at("apache.org", host.substring(0, host.indexOf('.')));
    }
    return ofGitPath(url);
  }

  /** Any host: up to the segment that ends in {@code .git}. */
  private static @Nullable RepositoryKey ofGitPath(UrlParts url) {
    for (int i = 0; i < url.segments().size(); i++) {
      String segment = url.segments().get(i);
      if (segment.endsWith(".git")) {
        return RepositoryKey.at(
            url.host(), segment.substring(0, segment.length() - ".git".length()));
      }
    }
    return null;
  }

  static @Nullable RepositoryKey ofKernel(UrlParts url) {
    List<String> segments = url.segments();
    String all = "/" + String.join("/", segments) + "/";
    boolean kernel =
        all.contains("/linux/kernel/v")
            || all.contains("/torvalds/")
            || all.startsWith("/stable/c/")
            || all.startsWith("/linus/")
            || all.contains("/linux/kernel/git/stable/")
            || all.contains("/git/torvalds/")
            || all.startsWith("/cgit/linux/kernel/git/torvalds");
    if (kernel) {
      return KERNEL;
    }
    int scm = segments.indexOf("software");
    if (scm >= 0 && segments.size() > scm + 2) {
      return RepositoryKey.at("kernel.org", segments.get(scm + 1) + "/" + segments.get(scm + 2));
    }
    int utils = segments.indexOf("utils");
    if (utils >= 0 && segments.size() > utils + 1) {
      return RepositoryKey.at("kernel.org", "utils/" + segments.get(utils + 1));
    }
    RepositoryKey git = ofGitPath(url);
    return git == null ? null : RepositoryKey.at("kernel.org", git.path());
  }
}
