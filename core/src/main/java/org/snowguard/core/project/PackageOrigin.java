package org.snowguard.core.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageMetadata;
import org.snowguard.core.nixpkgs.PackageSources;

/**
 * Where a package comes from, as its metadata and sources tell: the evidence that clustering and
 * matching share.
 *
 * @param stem its name without the marks of its set, of wrappers and of build options
 * @param sources repositories and registries that its source is fetched from
 * @param pages repositories that its homepage, changelog or download page lie in
 * @param sites its homepages, {@code host/path}, where they are no repository
 */
public record PackageOrigin(
    Ecosystem ecosystem,
    String stem,
    Set<RepositoryKey> sources,
    Set<RepositoryKey> pages,
    List<String> sites) {

  /** Hosts that are home to so much that sharing one says nothing. */
  private static final Set<String> SHARED_HOSTS =
      Set.of(
          "github.com",
          "gitlab.com",
          "sourceforge.net",
          "gnu.org",
          "kernel.org",
          "git.kernel.org",
          "freedesktop.org",
          "apps.kde.org",
          "kde.org",
          "gnome.org",
          "wiki.gnome.org",
          "apple.com",
          "mozilla.org",
          "apps.gnome.org",
          "xorg.freedesktop.org",
          "x.org",
          "pypi.org",
          "npmjs.com",
          "wiki.archlinux.org",
          "debian.org",
          "packages.debian.org",
          "savannah.gnu.org",
          "gitlab.gnome.org",
          "developer.android.com",
          "nvidia.com",
          "microsoft.com",
          "docs.microsoft.com",
          "google.com",
          "web.archive.org",
          "archive.org",
          "metacpan.org",
          "hackage.haskell.org",
          "crates.io",
          "launchpad.net",
          "git.sr.ht",
          "sr.ht",
          "codeberg.org",
          "docs.rs",
          "nixos.org",
          "wikipedia.org",
          "en.wikipedia.org",
          "oracle.com",
          "amazon.com",
          "aws.amazon.com",
          "cran.r-project.org");

  /** Reads the origin of a package. */
  public static PackageOrigin of(NixPackage found) {
    Ecosystem ecosystem = Ecosystem.of(found);
    PackageMetadata metadata = found.metadata();
    PackageSources sources = found.sources();
    Set<RepositoryKey> from = new TreeSet<>();
    if (sources != null) {
      sources.urls().forEach(url -> add(from, url));
    }
    Set<RepositoryKey> pages = new TreeSet<>();
    List<String> sites = new ArrayList<>(1);
    for (String homepage : metadata.homepages()) {
      UrlParts url = UrlParts.of(homepage);
      RepositoryKey key = url == null ? null : RepositoryKey.of(url);
      if (key != null) {
        pages.add(key);
      } else if (url != null) {
        sites.add(site(url));
      }
    }
    add(pages, metadata.changelog());
    add(pages, metadata.downloadPage());
    return new PackageOrigin(ecosystem, stem(ecosystem, found), from, pages, List.copyOf(sites));
  }

  /** The homepage's host where it belongs to this software alone, or null. */
  public @Nullable String domain() {
    for (String site : sites) {
      int slash = site.indexOf('/');
      String host = slash < 0 ? site : site.substring(0, slash);
      if (!SHARED_HOSTS.contains(host)) {
        return host;
      }
    }
    return null;
  }

  /** Every repository and registry that the package names. */
  public Set<RepositoryKey> repositories() {
    if (sources.isEmpty() || pages.containsAll(sources)) {
      return pages;
    }
    if (sources.containsAll(pages)) {
      return sources;
    }
    Set<RepositoryKey> all = new TreeSet<>(sources);
    all.addAll(pages);
    return all;
  }

  private static String stem(Ecosystem ecosystem, NixPackage found) {
    String own = found.pname();
    if (ecosystem.id().equals("octave") || own.isEmpty()) {
      own = found.attributeLeaf();
    }
    return NameStem.of(ecosystem.withoutPrefix(own));
  }

  private static void add(Set<RepositoryKey> keys, @Nullable String url) {
    RepositoryKey key = url == null ? null : RepositoryKey.of(url);
    if (key != null) {
      keys.add(key);
    }
  }

  private static String site(UrlParts url) {
    String path = String.join("/", url.segments());
    return path.isEmpty() ? url.host() : url.host() + "/" + path;
  }
}
