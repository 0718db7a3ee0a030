package org.snowguard.server.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Handlers of the tests, which fail in every way that there is. */
@Controller
final class FailingPages {

  @Configuration(proxyBeanMethods = false)
  static class FailingConfiguration {
    @Bean
    FailingPages failingPages() {
      return new FailingPages();
    }
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/test/{failure}")
  Reply fail(@PathVariable String failure) {
    throw switch (failure) {
      case "not-found" -> new NotFound("testing", "<b>input</b>", "look elsewhere.");
      case "conflict" -> new Conflict("testing", "an old page", "load it again.");
      case "bad-input" -> new BadInput("testing", "rubbish", "write better.");
      case "source" ->
          new SourceUnavailable("testing", "a feed", "wait.", new IllegalStateException("down"));
      default -> new IllegalStateException("secret of the inside");
    };
  }
}
