package org.snowguard.world.github;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The GitHub App that is installed in the organisation. */
public final class App {

  /** The App's id, and of its installation. */
  public static final long ID = 314_159;

  /** The id of its only installation. */
  public static final long INSTALLATION = 27_182_818;

  /** As whom it acts. */
  public static final User BOT = new User(41_898_282, "snowguard[bot]", "snowguard", "Bot");

  static final Duration TOKEN_LIFE = Duration.ofHours(1);

  private static final Duration LONGEST_JWT = Duration.ofMinutes(10);

  /** Before the key of RFC 8017 in PKCS #8 of a key with 2,048 bits. */
  private static final int PKCS8_HEADER = 26;

  private final Clock clock;
  private Map<String, String> permissions =
      new TreeMap<>(
          Map.of(
              "issues", "write", "metadata", "read", "members", "read", "pull_requests", "read"));

  App(Clock clock) {
    this.clock = clock;
  }

  /** One for the whole machine, for it takes long to make. */
  private static final class Key {

    private static final KeyPair KEYS = make();

    private static KeyPair make() {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("While making a key of RSA: " + e.getMessage(), e);
      }
    }
  }

  /** Also good as issuer of its tokens. */
  public String clientId() {
    return "Iv23liSnowguardTest01";
  }

  /** As GitHub hands it out: PKCS #1 in PEM. */
  public String privateKey() {
    byte[] encoded = Key.KEYS.getPrivate().getEncoded();
    byte[] key = Arrays.copyOfRange(encoded, PKCS8_HEADER, encoded.length);
    return "-----BEGIN RSA PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(key)
        + "\n-----END RSA PRIVATE KEY-----\n";
  }

  /** What it may from now on, such as issues: write; tokens keep what they were made with. */
  public synchronized void allow(Map<String, String> permitted) {
    permissions = new TreeMap<>(permitted);
  }

  synchronized Map<String, String> permissions() {
    return Map.copyOf(permissions);
  }

  static boolean isJwt(String token) {
    return token.chars().filter(character -> character == '.').count() == 2;
  }

  /** The App itself, if the token is signed by it and its times are good. */
  Caller caller(String jwt) {
    String[] parts = jwt.split("\\.");
    JsonNode header = json(parts[0]);
    JsonNode claims = json(parts[1]);
    if (!header.path("alg").asString("").equals("RS256") || !isSigned(parts)) {
      throw new Refusal(Reply.error(401, "A JSON web token could not be decoded"));
    }
    Instant now = clock.instant();
    Instant issued = Instant.ofEpochSecond(claims.path("iat").asLong(Long.MAX_VALUE / 1_000_000));
    Instant expires = Instant.ofEpochSecond(claims.path("exp").asLong(0));
    if (issued.isAfter(now)) {
      throw new Refusal(
          Reply.error(
              401,
              "'Issued at' claim ('iat') must be an Integer representing the time that the"
                  + " assertion was issued."));
    }
    if (!expires.isAfter(now)) {
      throw new Refusal(
          Reply.error(
              401,
              "'Expiration time' claim ('exp') must be a numeric value representing the future"
                  + " time at which the assertion expires."));
    }
    if (expires.isAfter(now.plus(LONGEST_JWT))) {
      throw new Refusal(
          Reply.error(401, "'Expiration time' claim ('exp') is too far in the future."));
    }
    if (!Set.of(clientId(), String.valueOf(ID)).contains(claims.path("iss").asString(""))) {
      throw new Refusal(Reply.error(404, "Integration not found"));
    }
    return new Caller(Caller.Kind.APP, BOT.id(), Set.of(), Map.of(), "app-itself");
  }

  private boolean isSigned(String[] parts) {
    try {
      Signature check = Signature.getInstance("SHA256withRSA");
      check.initVerify(Key.KEYS.getPublic());
      check.update((parts[0] + "." + parts[1]).getBytes(US_ASCII));
      return check.verify(Base64.getUrlDecoder().decode(parts[2]));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static JsonNode json(String part) {
    try {
      return JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(part));
    } catch (IllegalArgumentException | JacksonException e) {
      throw new Refusal(Reply.error(401, "A JSON web token could not be decoded"));
    }
  }
}
