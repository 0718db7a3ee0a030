package org.snowguard.server.web;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.CacheControl;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** Wires this package. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

  @Bean
  Visitors visitors(AccountLookup accounts) {
    return new Visitors(accounts);
  }

  @Bean
  Sessions sessions(RememberedSessions<?> repository, WebSettings settings) {
    return new Sessions(repository, settings.sessionIdle());
  }

  @Bean
  ReplyWriter replyWriter(
      WebSettings settings,
      JsonMapper json,
      Visitors visitors,
      Assets assets,
      ObjectProvider<UnreadCount> unread,
      Clock clock) {
    return new ReplyWriter(
        new Templates(settings.liveTemplates()),
        json,
        assets,
        visitors,
        () -> unread.orderedStream().toList(),
        clock);
  }

  @Bean
  Assets assets() {
    return new Assets();
  }

  @Bean
  Problems problems(ReplyWriter writer) {
    return new Problems(writer);
  }

  @Bean
  ThemePages themePages(WebSettings settings) {
    return new ThemePages(settings);
  }

  @Bean
  AccessRules accessRules(RequestMappingHandlerMapping requestMappingHandlerMapping) {
    return new AccessRules(requestMappingHandlerMapping);
  }

  /** After the session and security filters, which see the path that the browser asked for. */
  @Bean
  FilterRegistrationBean<WantsJson> wantsJson() {
    return new FilterRegistrationBean<>(new WantsJson());
  }

  /** Before all others, so that errors too may be read from other origins. */
  @Bean
  FilterRegistrationBean<ApiReplies> apiReplies() {
    FilterRegistrationBean<ApiReplies> registration =
        new FilterRegistrationBean<>(new ApiReplies());
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }

  @Bean
  WebMvcConfigurer pages(
      ReplyWriter writer,
      Visitors visitors,
      TokenLookup tokens,
      Assets assets,
      LimitSettings limits,
      Clock clock) {
    AccessInterceptor access =
        new AccessInterceptor(visitors, tokens, new RequestLimits(limits, clock));
    return new Conventions(writer, visitors, access, assets);
  }

  private record Conventions(
      ReplyWriter writer, Visitors visitors, AccessInterceptor access, Assets assets)
      implements WebMvcConfigurer {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
      registry.addInterceptor(access);
      registry.addInterceptor(new ReadableParameters());
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
      resolvers.add(new HandlerReplies(writer, visitors));
    }

    @Override
    public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
      handlers.add(new HandlerReplies(writer, visitors));
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
      registry
          .addResourceHandler(Assets.PREFIX + "**")
          .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
          .setUseLastModified(false)
          .setEtagGenerator(AssetResolver::etag)
          .resourceChain(true)
          .addResolver(new AssetResolver(assets));
    }
  }
}
