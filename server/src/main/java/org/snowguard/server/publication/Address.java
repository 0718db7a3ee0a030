package org.snowguard.server.publication;

import java.net.URI;
import org.snowguard.server.web.LocalPath;
import org.snowguard.server.web.WebSettings;

/**
 * Where the world finds our pages.
 *
 * @param base without a slash at its end
 */
public record Address(String base) {

  public static Address of(WebSettings web) {
    URI given = web.baseUrl();
    String base = given == null ? "http://" + web.address() + ":" + web.port() : given.toString();
    return new Address(base.replaceAll("/+$", ""));
  }

  String issue(String id) {
    return base + "/issue/" + LocalPath.segment(id);
  }

  String vulnerability(String id) {
    return base + "/vulnerability/" + LocalPath.segment(id);
  }

  String openVex(String channel) {
    return base + "/api/v1/channels/" + LocalPath.segment(channel) + "/openvex";
  }
}
