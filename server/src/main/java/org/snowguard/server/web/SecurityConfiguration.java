package org.snowguard.server.web;

import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sessions in the database, CSRF tokens and headers. Who may call what is not decided here but by
 * {@link Access}.
 */
@Configuration(proxyBeanMethods = false)
@EnableSpringHttpSession
class SecurityConfiguration {

  @Bean
  SecurityFilterChain securityFilterChain(
      HttpSecurity http, Problems problems, ObjectProvider<OwnProof> proofs) {
    RequestMatcher[] proven =
        proofs.stream()
            .map(own -> PathPatternRequestMatcher.pathPattern(HttpMethod.POST, own.path()))
            .toArray(RequestMatcher[]::new);
    return http.csrf(
            csrf ->
                csrf.csrfTokenRepository(new HttpSessionCsrfTokenRepository())
                    .ignoringRequestMatchers(BearerToken::isIn)
                    .ignoringRequestMatchers(proven))
        .exceptionHandling(handling -> handling.accessDeniedHandler(formExpired(problems)))
        .headers(
            headers ->
                headers
                    .defaultsDisabled()
                    .addHeaderWriter((request, response) -> SecurityHeaders.write(response))
                    .httpStrictTransportSecurity(transport -> transport.maxAgeInSeconds(31536000)))
        .sessionManagement(AbstractHttpConfigurer::disable)
        .securityContext(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .build();
  }

  /** Each filter would be measured in every request; what a request takes is measured already. */
  @Bean
  SecurityObservationSettings observeNoFilters() {
    return SecurityObservationSettings.noObservations();
  }

  /** Names such as {@code haskellPackages.json} are linked with their last dot escaped. */
  @Bean
  StrictHttpFirewall httpFirewall() {
    StrictHttpFirewall firewall = new StrictHttpFirewall();
    firewall.setAllowUrlEncodedPeriod(true);
    return firewall;
  }

  @Bean
  JdbcIndexedSessionRepository sessionRepository(
      DataSource dataSource, PlatformTransactionManager transactionManager, WebSettings settings) {
    TransactionTemplate ownTransaction = new TransactionTemplate(transactionManager);
    ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    JdbcIndexedSessionRepository repository =
        new JdbcIndexedSessionRepository(new JdbcTemplate(dataSource), ownTransaction);
    // Until somebody signs in: strangers who only open a form fill no table.
    repository.setDefaultMaxInactiveInterval(Sessions.idleOfStrangers(settings.sessionIdle()));
    return repository;
  }

  @Bean
  @Primary
  RememberedSessions<?> rememberedSessions(JdbcIndexedSessionRepository stored) {
    return new RememberedSessions<>(stored, Ticker.systemTicker());
  }

  @Bean
  CookieSerializer cookieSerializer(WebSettings settings) {
    DefaultCookieSerializer cookie = new DefaultCookieSerializer();
    // A cookie with this prefix is taken by browsers only from this host and only by https.
    cookie.setCookieName(settings.isSecure() ? "__Host-session" : "session");
    cookie.setCookiePath("/");
    cookie.setUseSecureCookie(settings.isSecure());
    cookie.setUseHttpOnlyCookie(true);
    cookie.setSameSite("Lax");
    cookie.setCookieMaxAge((int) settings.sessionIdle().toSeconds());
    return cookie;
  }

  /** Before Spring Security's filter, for errors too. */
  @Bean
  FilterRegistrationBean<SessionRepositoryFilter<?>> sessionFilter(
      SessionRepositoryFilter<?> filter) {
    FilterRegistrationBean<SessionRepositoryFilter<?>> registration =
        new FilterRegistrationBean<>(filter);
    registration.setOrder(SessionRepositoryFilter.DEFAULT_ORDER);
    registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR));
    return registration;
  }

  private static AccessDeniedHandler formExpired(Problems problems) {
    return (request, response, denial) -> {
      Refused refused =
          new Refused(
              Refused.Reason.FORM_EXPIRED,
              "accepting a form",
              request.getRequestURI(),
              "go back, load the page again and repeat: the form's token is missing or old.");
      problems.write(ProblemPage.of(refused), request, response);
    };
  }
}
