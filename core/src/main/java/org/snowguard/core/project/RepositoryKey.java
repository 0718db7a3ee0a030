package org.snowguard.core.project;

import java.util.Comparator;
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

  /** The key of a URL, or null where it names no such place. */
  public static @Nullable RepositoryKey of(String url) {
    UrlParts parts = UrlParts.of(url);
    return parts == null ? null : of(parts);
  }

  static @Nullable RepositoryKey of(UrlParts parts) {
    RepositoryKey key = read(parts);
    return key == null || key.path.isEmpty() ? null : canonical(key);
  }

  private static @Nullable RepositoryKey read(UrlParts url) {
    if (url.scheme().equals("mirror")) {
      return MirrorUrls.key(url);
    }
    RepositoryKey forge = ForgeUrls.key(url);
    if (forge != null || ForgeUrls.isForge(url.host())) {
      return forge;
    }
    RepositoryKey registry = RegistryUrls.key(url);
    return registry != null ? registry : HostingUrls.key(url);
  }

  /** A key of this host, or null where the path is empty. */
  static @Nullable RepositoryKey at(String host, String path) {
    return path.isEmpty() ? null : new RepositoryKey(host, path);
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

  /** Mirrors of one repository get one key. */
  private static RepositoryKey canonical(RepositoryKey key) {
    if (key.path.startsWith("kde/")) {
      return new RepositoryKey("kde.org", key.name());
    }
    return switch (key.host) {
      case "github.com" ->
          key.path.equals("torvalds/linux") || key.path.equals("gregkh/linux")
              ? HostingUrls.KERNEL
              : key;
      case "gitlab.gnome.org" -> new RepositoryKey("gnome.org", key.name());
      case "invent.kde.org" -> new RepositoryKey("kde.org", key.name());
      case "pypi.org" -> new RepositoryKey(key.host, key.path.replace('_', '-').replace('.', '-'));
      default -> key;
    };
  }
}
