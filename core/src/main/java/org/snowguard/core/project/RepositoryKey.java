package org.snowguard.core.project;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where software comes from, in one spelling for all URLs of one place: a repository on a forge, a
 * project of a hosting site, or a package of a registry.
 *
 * @param host for example {@code github.com}, {@code gnu.org}, {@code pypi.org}
 * @param path for example {@code psf/requests}; lower case
 */
public record RepositoryKey(String host, String path) implements Comparable<RepositoryKey> {
  private static final Comparator<RepositoryKey> ORDER =
      Comparator.comparing(RepositoryKey::host).thenComparing(RepositoryKey::path);

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

  private static final String KERNEL = "linux";

  /** The key of a URL, or null where it names no such place. */
  public static @Nullable RepositoryKey of(String url) {
    UrlParts parts = UrlParts.of(url);
    if (parts == null) {
      return null;
    }
    RepositoryKey key = parts.scheme().equals("mirror") ? ofMirror(parts) : ofHost(parts);
    return key == null || key.path.isEmpty() ? null : canonical(key);
  }

  /** The last part of the path: {@code requests}. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The part before it: {@code psf}; empty where there is none. */
  public String owner() {
    int slash = path.indexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  @Override
  public int compareTo(RepositoryKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return host + "/" + path;
  }

  private static @Nullable RepositoryKey ofMirror(UrlParts url) {
    return switch (url.host()) {
      case "gnu", "savannah" -> key("gnu.org", url.segment(0));
      case "sourceforge" ->
          key(
              "sourceforge.net",
              url.segment(0).equals("project") ? url.segment(1) : url.segment(0));
      case "gnome" -> key("gnome.org", url.segment(1));
      case "kde" -> key("kde.org", archiveName(last(url)));
      case "apache" -> key("apache.org", url.segment(0));
      case "pypi" -> key("pypi.org", url.segment(1));
      case "cpan" -> key("metacpan.org", archiveName(last(url)));
      case "cran", "bioc" -> key("cran.r-project.org", archiveName(last(url)));
      case "hackage" -> key("hackage.haskell.org", archiveName(last(url)));
      case "kernel" -> ofKernel(url);
      case "mozilla", "openbsd", "gnupg", "xorg", "samba", "isc", "postgresql" ->
          key(url.host() + ".mirror", url.segment(0));
      default -> null;
    };
  }

  private static @Nullable RepositoryKey ofHost(UrlParts url) {
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
    if (host.startsWith("gitlab.")
        || host.equals("salsa.debian.org")
        || host.equals("invent.kde.org")
        || host.equals("code.videolan.org")
        || host.equals("0xacab.org")) {
      return ofGitLab(url);
    }
    RepositoryKey registry = ofRegistry(url);
    return registry != null ? registry : ofHostingSite(url);
  }

  private static @Nullable RepositoryKey ofRegistry(UrlParts url) {
    return switch (url.host()) {
      case "pypi.org", "pypi.python.org" ->
          url.segment(0).equals("project") || url.segment(0).equals("pypi")
              ? key("pypi.org", url.segment(1))
              : null;
      case "files.pythonhosted.org" -> ofPythonHosted(url);
      case "npmjs.com", "npmjs.org" -> ofNpm(url, 1);
      case "registry.npmjs.org" -> ofNpm(url, 0);
      case "rubygems.org" -> key("rubygems.org", archiveName(last(url)));
      case "crates.io", "static.crates.io" -> key("crates.io", url.segment(1));
      case "metacpan.org" -> ofMetaCpan(url);
      case "hackage.haskell.org" -> key("hackage.haskell.org", archiveName(url.segment(1)));
      case "cran.r-project.org" -> key("cran.r-project.org", archiveName(last(url)));
      case "packagist.org" -> twoParts("packagist.org", url.segment(1), url.segment(2));
      case "nuget.org" -> key("nuget.org", url.segment(1));
      case "pecl.php.net" -> key("pecl.php.net", archiveName(last(url)));
      case "plugins.svn.wordpress.org", "themes.svn.wordpress.org" ->
          key(url.host(), url.segment(0));
      case "plugins.trac.wordpress.org" ->
          url.segment(0).equals("browser")
              ? key("plugins.svn.wordpress.org", url.segment(1))
              : null;
      case "wordpress.org" ->
          url.segment(0).equals("plugins")
              ? key("plugins.svn.wordpress.org", url.segment(1))
              : null;
      case "pkg.go.dev" -> of("https://" + String.join("/", url.segments()));
      default -> null;
    };
  }

  private static @Nullable RepositoryKey ofHostingSite(UrlParts url) {
    String host = url.host();
    RepositoryKey known =
        switch (host) {
          case "sourceforge.net" ->
              Set.of("projects", "p").contains(url.segment(0)) ? key(host, url.segment(1)) : null;
          case "downloads.sourceforge.net" ->
              key(
                  "sourceforge.net",
                  url.segment(0).equals("project") ? url.segment(1) : url.segment(0));
          case "git.code.sf.net" -> key("sourceforge.net", url.segment(1));
          case "ftp.gnu.org", "ftpmirror.gnu.org" ->
              key("gnu.org", url.segment(0).equals("gnu") ? url.segment(1) : url.segment(0));
          case "gnu.org", "savannah.gnu.org", "savannah.nongnu.org" ->
              key("gnu.org", url.segment(1));
          case "download.gnome.org", "gitlab.gnome.org" -> key("gnome.org", url.segment(1));
          case "git.kernel.org", "cdn.kernel.org", "kernel.org", "lore.kernel.org" -> ofKernel(url);
          case "bugs.launchpad.net", "launchpad.net", "git.launchpad.net" ->
              key("launchpad.net", url.segment(0));
          default -> null;
        };
    if (known != null) {
      return known;
    }
    if (host.endsWith(".sourceforge.net") || host.endsWith(".sourceforge.io")) {
      return key("sourceforge.net", host.substring(0, host.indexOf('.')));
    }
    if (host.endsWith(".apache.org")
        && !Set.of(
                "lists.apache.org",
                "issues.apache.org",
                "downloads.apache.org",
                "archive.apache.org")
            .contains(host)) {
      return key("apache.org", host.substring(0, host.indexOf('.')));
    }
    return ofGitPath(url);
  }

  /** Any host: up to the segment that ends in {@code .git}. */
  private static @Nullable RepositoryKey ofGitPath(UrlParts url) {
    for (int i = 0; i < url.segments().size(); i++) {
      String segment = url.segments().get(i);
      if (segment.endsWith(".git")) {
        return key(url.host(), segment.substring(0, segment.length() - ".git".length()));
      }
    }
    return null;
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
    return key(url.host(), withoutGit(String.join("/", segments.subList(0, end))));
  }

  private static @Nullable RepositoryKey ofKernel(UrlParts url) {
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
      return key("kernel.org", KERNEL);
    }
    int scm = segments.indexOf("software");
    if (scm >= 0 && segments.size() > scm + 2) {
      return key("kernel.org", segments.get(scm + 1) + "/" + segments.get(scm + 2));
    }
    int utils = segments.indexOf("utils");
    if (utils >= 0 && segments.size() > utils + 1) {
      return key("kernel.org", "utils/" + segments.get(utils + 1));
    }
    RepositoryKey git = ofGitPath(url);
    return git == null ? null : key("kernel.org", git.path());
  }

  private static @Nullable RepositoryKey ofPythonHosted(UrlParts url) {
    return url.segment(0).equals("packages")
        ? key("pypi.org", url.segments().size() > 3 ? url.segment(3) : archiveName(last(url)))
        : null;
  }

  private static @Nullable RepositoryKey ofNpm(UrlParts url, int first) {
    if (first == 1 && !url.segment(0).equals("package")) {
      return null;
    }
    String name = url.segment(first);
    return name.startsWith("@")
        ? key("npmjs.com", name + "/" + url.segment(first + 1))
        : key("npmjs.com", name);
  }

  /** {@code /release/AUTHOR/Name-1.0/changes}, {@code /dist/Name}, {@code /pod/Some::Name}. */
  private static @Nullable RepositoryKey ofMetaCpan(UrlParts url) {
    boolean ofRelease = url.segment(0).equals("release") && !url.segment(2).isEmpty();
    String name = ofRelease ? archiveName(url.segment(2)) : last(url);
    return key("metacpan.org", name.replace("::", "-"));
  }

  private static @Nullable RepositoryKey twoParts(String host, String owner, String name) {
    if (owner.isEmpty() || name.isEmpty() || NOT_OWNERS.contains(owner)) {
      return null;
    }
    return key(host, owner + "/" + withoutGit(name));
  }

  private static @Nullable RepositoryKey key(String host, String path) {
    return path.isEmpty() ? null : new RepositoryKey(host, path);
  }

  /** Mirrors of one repository get one key. */
  private static RepositoryKey canonical(RepositoryKey key) {
    return switch (key.toString()) {
      case "github.com/torvalds/linux", "github.com/gregkh/linux" ->
          new RepositoryKey("kernel.org", KERNEL);
      default -> {
        if (key.host.equals("gitlab.gnome.org")) {
          yield new RepositoryKey("gnome.org", key.name());
        }
        if (key.host.equals("invent.kde.org") || key.path.startsWith("kde/")) {
          yield new RepositoryKey("kde.org", key.name());
        }
        if (key.host.equals("pypi.org")) {
          yield new RepositoryKey(key.host, key.path.replace('_', '-').replace('.', '-'));
        }
        yield key;
      }
    };
  }

  private static String last(UrlParts url) {
    return url.segments().isEmpty() ? "" : url.segments().getLast();
  }

  private static String withoutGit(String name) {
    return name.endsWith(".git") ? name.substring(0, name.length() - ".git".length()) : name;
  }

  /** {@code requests} of {@code requests-2.32.3.tar.gz} and of {@code requests_2.32.tar.gz}. */
  private static String archiveName(String file) {
    for (int i = 1; i + 1 < file.length(); i++) {
      char separator = file.charAt(i);
      boolean version =
          Character.isDigit(file.charAt(i + 1))
              || (file.charAt(i + 1) == 'v'
                  && i + 2 < file.length()
                  && Character.isDigit(file.charAt(i + 2)));
      if ((separator == '-' || separator == '_') && version) {
        return file.substring(0, i);
      }
    }
    return file;
  }
}
