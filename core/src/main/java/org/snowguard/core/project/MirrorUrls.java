package org.snowguard.core.project;

import org.jspecify.annotations.Nullable;

/**
 * Places behind the {@code mirror://} URLs of nixpkgs (pkgs/build-support/fetchurl/mirrors.nix).
 */
final class MirrorUrls {
  private MirrorUrls() {}

  static @Nullable RepositoryKey key(UrlParts url) {
    return switch (url.host()) {
      case "gnu", "savannah" -> RepositoryKey.at("gnu.org", url.segment(0));
      case "sourceforge" ->
          RepositoryKey.at(
              "sourceforge.net",
              url.segment(0).equals("project") ? url.segment(1) : url.segment(0));
      case "gnome" -> RepositoryKey.at("gnome.org", url.segment(1));
      case "kde" -> RepositoryKey.at("kde.org", ArchiveName.of(url.last()));
      case "apache" -> RepositoryKey.at("apache.org", url.segment(0));
      case "pypi" -> RepositoryKey.at("pypi.org", url.segment(1));
      case "cpan" -> RepositoryKey.at("metacpan.org", ArchiveName.of(url.last()));
      case "cran", "bioc" -> RepositoryKey.at("cran.r-project.org", ArchiveName.of(url.last()));
      case "hackage" -> RepositoryKey.at("hackage.haskell.org", ArchiveName.of(url.last()));
      case "kernel" -> HostingUrls.ofKernel(url);
      case "mozilla", "openbsd", "gnupg", "xorg", "samba", "isc", "postgresql" ->
          RepositoryKey.at(url.host() + ".mirror", url.segment(0));
      default -> null;
    };
  }
}
