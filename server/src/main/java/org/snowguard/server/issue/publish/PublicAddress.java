package org.snowguard.server.issue.publish;

import java.net.URI;
import org.snowguard.server.web.LocalPath;
import org.snowguard.server.web.WebSettings;

/**
 * Where the world finds our pages.
 *
 * @param base without a slash at its end
 */
record PublicAddress(String base) {

  static PublicAddress of(WebSettings web) {
    URI given = web.baseUrl();
    String base = given == null ? "http://" + web.address() + ":" + web.port() : given.toString();
    return new PublicAddress(base.replaceAll("/+$", ""));
  }

  String issue(String publicId) {
    return base + "/issue/" + LocalPath.segment(publicId);
  }

  String vulnerability(String id) {
    return base + "/vulnerability/" + LocalPath.segment(id);
  }
}
