package org.snowguard.core.project;

import org.jspecify.annotations.Nullable;

/** Packages of registries. */
final class RegistryUrls {
  private RegistryUrls() {}

  static @Nullable RepositoryKey key(UrlParts url) {
    return switch (url.host()) {
      case "pypi.org", "pypi.python.org" ->
          url.segment(0).equals("project") || url.segment(0).equals("pypi")
              ? RepositoryKey.at("pypi.org", url.segment(1))
              : null;
      case "files.pythonhosted.org" -> ofPythonHosted(url);
      case "npmjs.com", "npmjs.org" -> ofNpm(url, 1);
      case "registry.npmjs.org" -> ofNpm(url, 0);
      case "rubygems.org" -> RepositoryKey.at("rubygems.org", ArchiveName.of(url.last()));
      case "crates.io", "static.crates.io" -> RepositoryKey.at("crates.io", url.segment(1));
      case "metacpan.org" -> ofMetaCpan(url);
      case "hackage.haskell.org" ->
          RepositoryKey.at("hackage.haskell.org", ArchiveName.of(url.segment(1)));
      case "cran.r-project.org" ->
          RepositoryKey.at("cran.r-project.org", ArchiveName.of(url.last()));
      case "packagist.org" -> ForgeUrls.twoParts("packagist.org", url.segment(1), url.segment(2));
      case "nuget.org" -> RepositoryKey.at("nuget.org", url.segment(1));
      case "pecl.php.net" -> RepositoryKey.at("pecl.php.net", ArchiveName.of(url.last()));
      case "plugins.svn.wordpress.org", "themes.svn.wordpress.org" ->
          RepositoryKey.at(url.host(), url.segment(0));
      case "plugins.trac.wordpress.org" ->
          url.segment(0).equals("browser")
              ? RepositoryKey.at("plugins.svn.wordpress.org", url.segment(1))
              : null;
      case "wordpress.org" ->
          url.segment(0).equals("plugins")
              ? RepositoryKey.at("plugins.svn.wordpress.org", url.segment(1))
              : null;
      case "pkg.go.dev" -> RepositoryKey.of("https://" + String.join("/", url.segments()));
      default -> null;
    };
  }

  private static @Nullable RepositoryKey ofPythonHosted(UrlParts url) {
    return url.segment(0).equals("packages")
        ? RepositoryKey.at(
            "pypi.org", url.segments().size() > 3 ? url.segment(3) : ArchiveName.of(url.last()))
        : null;
  }

  private static @Nullable RepositoryKey ofNpm(UrlParts url, int first) {
    if (first == 1 && !url.segment(0).equals("package")) {
      return null;
    }
    String name = url.segment(first);
    return name.startsWith("@")
        ? RepositoryKey.at("npmjs.com", name + "/" + url.segment(first + 1))
        : RepositoryKey.at("npmjs.com", name);
  }

  /** {@code /release/AUTHOR/Name-1.0/changes}, {@code /dist/Name}, {@code /pod/Some::Name}. */
  private static @Nullable RepositoryKey ofMetaCpan(UrlParts url) {
    boolean ofRelease = url.segment(0).equals("release") && !url.segment(2).isEmpty();
    String name = ofRelease ? ArchiveName.of(url.segment(2)) : url.last();
    return RepositoryKey.at("metacpan.org", name.replace("::", "-"));
  }
}
