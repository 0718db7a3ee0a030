package org.snowguard.server;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.snowguard.server.account.Account;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.app.TestApplication;
import org.snowguard.server.web.Role;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The whole server on a free port, with a database of its own and the real clock. {@link #shared}
 * starts once a run; a test that shares it makes its own data and counts on nobody else's.
 *
 * <pre>{@code
 * private final TestServer server = TestServer.shared();
 *
 * TestClient triager = server.signIn(Role.TRIAGER);
 * assertThat(triager.get("/queue").status()).isEqualTo(200);
 * assertThat(triager.submit("/queue/1/dismiss", Map.of("reason", "other")).status()).isEqualTo(303);
 * }</pre>
 */
public final class TestServer implements AutoCloseable {

  private final TestDatabase database;
  private final ConfigurableApplicationContext context;
  private final URI baseUrl;
  private final AtomicInteger names = new AtomicInteger();

  private TestServer(TestDatabase database, ConfigurableApplicationContext context) {
    this.database = database;
    this.context = context;
    String port = context.getEnvironment().getRequiredProperty("local.server.port");
    baseUrl = URI.create("http://localhost:" + port);
  }

  private static final class Shared {
    static final TestServer INSTANCE = start(Map.of()).untilTheRunEnds();
  }

  /** The one server of this run. */
  public static TestServer shared() {
    return Shared.INSTANCE;
  }

  /** A server of one's own, for tests that need other settings; costs seconds. */
  public static TestServer start(Map<String, String> settings) {
    return start(settings, Clock.systemUTC());
  }

  /** The same, on another clock; it has to run, for some wait by it. */
  public static TestServer start(Map<String, String> settings, Clock clock) {
    TestDatabase database = new TestDatabase();
    return new TestServer(database, TestApplication.start(database.url(), settings, clock));
  }

  /** The same, with nothing running besides answering: only the test changes the data. */
  public TestServer withoutBackgroundWork() {
    TestApplication.stopBackgroundWork(context);
    return this;
  }

  /** The same, closed by nobody: for a fixture that several classes share. */
  public TestServer untilTheRunEnds() {
    Runtime.getRuntime().addShutdownHook(new Thread(context::close));
    return this;
  }

  public URI baseUrl() {
    return baseUrl;
  }

  /** The server's own database, to arrange data in. */
  public TestDatabase database() {
    return database;
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** All beans of a type. */
  public <T> Collection<T> beans(Class<T> type) {
    return context.getBeansOfType(type).values();
  }

  public TestClient anonymous() {
    return new TestClient(baseUrl);
  }

  /** A new account with these roles, signed in by its one-time link as a person would. */
  public TestClient signIn(Role... roles) {
    return signIn(addAccount(roles));
  }

  public TestClient signIn(Account account) {
    String token = bean(Accounts.class).issueLink(account, Duration.ofMinutes(5)).token();
    TestClient client = anonymous();
    TestClient.Answer answer = client.submit("/sign-in", Map.of("token", token));
    if (answer.status() != 303) {
      throw new AssertionError("Could not sign in: " + answer);
    }
    return client;
  }

  public Account addAccount(Role... roles) {
    Set<Role> given = EnumSet.noneOf(Role.class);
    given.addAll(Arrays.asList(roles));
    return bean(Accounts.class).add("person-" + names.incrementAndGet(), given);
  }

  @Override
  public void close() {
    context.close();
    database.close();
  }
}
