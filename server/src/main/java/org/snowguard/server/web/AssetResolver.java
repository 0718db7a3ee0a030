package org.snowguard.server.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.ResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/** Finds the file behind the address that {@link Assets} made. */
record AssetResolver(Assets assets) implements ResourceResolver {

  /** The address names the content, so that any strong tag does. */
  static String etag(Resource resource) {
    return "\"" + resource.getFilename() + "\"";
  }

  @Override
  public @Nullable Resource resolveResource(
      @Nullable HttpServletRequest request,
      String path,
      List<? extends Resource> locations,
      ResourceResolverChain chain) {
    return assets.find(path);
  }

  @Override
  public @Nullable String resolveUrlPath(
      String path, List<? extends Resource> locations, ResourceResolverChain chain) {
    return null;
  }
}
