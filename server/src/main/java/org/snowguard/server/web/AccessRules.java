package org.snowguard.server.web;

import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Stops the start when a handler does not say who may call it. */
final class AccessRules implements SmartInitializingSingleton {

  private final RequestMappingHandlerMapping mapping;

  AccessRules(RequestMappingHandlerMapping mapping) {
    this.mapping = mapping;
  }

  Map<RequestMappingInfo, HandlerMethod> handlers() {
    return mapping.getHandlerMethods();
  }

  @Override
  public void afterSingletonsInstantiated() {
    check(handlers());
  }

  static void check(Map<RequestMappingInfo, HandlerMethod> handlers) {
    List<String> silent =
        handlers.values().stream()
            .filter(method -> !method.hasMethodAnnotation(Access.class))
            .map(HandlerMethod::getShortLogMessage)
            .sorted()
            .toList();
    if (!silent.isEmpty()) {
      throw new IllegalStateException(
          "Handlers that do not say who may call them: %s. Add @Access(…) to each."
              .formatted(silent));
    }
  }

  static Access of(HandlerMethod method) {
    Access access = method.getMethodAnnotation(Access.class);
    if (access == null) {
      throw new IllegalStateException(method.getShortLogMessage() + " has no @Access");
    }
    return access;
  }
}
