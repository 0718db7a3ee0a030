package org.snowguard.core.project;

import java.util.Set;

/** Who keeps a site, as far as its host tells. */
public final class SiteOwner {
  /**
   * Under these each name is another keeper's: hosting services, and the second levels under which
   * some countries register. Those that the homepages of nixpkgs use, not the whole public suffix
   * list.
   */
  private static final Set<String> SHARED =
      Set.of(
          "github.io",
          "gitlab.io",
          "codeberg.page",
          "bitbucket.io",
          "srht.site",
          "sourceforge.io",
          "sourceforge.net",
          "frama.io",
          "readthedocs.io",
          "readthedocs.org",
          "rtfd.io",
          "netlify.app",
          "netlify.com",
          "vercel.app",
          "pages.dev",
          "web.app",
          "fly.dev",
          "herokuapp.com",
          "wordpress.com",
          "blogspot.com",
          "googlecode.com",
          "launchpad.net",
          "gitbook.io",
          "neocities.org",
          "js.org",
          "co.uk",
          "org.uk",
          "ac.uk",
          "com.au",
          "org.au",
          "co.jp",
          "ne.jp",
          "or.jp",
          "ac.jp",
          "co.nz",
          "com.br",
          "com.cn",
          "com.tw",
          "co.kr");

  private SiteOwner() {}

  /** The name that the keeper registered: {@code x} of {@code x.github.io}; empty for no host. */
  public static String of(String host) {
    String domain = domain(host);
    int dot = domain.indexOf('.');
    return dot < 0 ? "" : domain.substring(0, dot);
  }

  /** What the keeper has: {@code hashicorp.com} of {@code developer.hashicorp.com}. */
  static String domain(String host) {
    int last = host.lastIndexOf('.');
    int second = host.lastIndexOf('.', last - 1);
    boolean shared = second > 0 && SHARED.contains(host.substring(second + 1));
    return host.substring((shared ? host.lastIndexOf('.', second - 1) : second) + 1);
  }
}
