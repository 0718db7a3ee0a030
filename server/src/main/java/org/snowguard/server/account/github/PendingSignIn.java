package org.snowguard.server.account.github;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.LocalPath;

/**
 * A sign-in that has left for GitHub. It stays in the browser's session, so that an answer which
 * somebody else began is not taken, and is used once.
 *
 * @param state ties GitHub's answer to this session (RFC 6749, section 10.12)
 * @param verifier ties the code to whoever asked for it (RFC 7636)
 * @param linkTo the account that its owner, signed in, wants to belong to the person; 0: the person
 *     signs in
 * @param next where the visitor was going
 */
record PendingSignIn(String state, String verifier, Instant begunAt, long linkTo, LocalPath next) {

  /** As long as GitHub's codes are good. */
  static final Duration LIFE = Duration.ofMinutes(10);

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final int PARTS = 5;

  static PendingSignIn begin(SecureRandom random, Instant now, LocalPath next) {
    return new PendingSignIn(secret(random), secret(random), now, 0, next);
  }

  PendingSignIn linkingTo(long account) {
    return new PendingSignIn(state, verifier, begunAt, account, next);
  }

  /** What GitHub is told of the verifier: S256, RFC 7636, section 4.2. */
  String challenge() {
    return BASE64.encodeToString(sha256(verifier.getBytes(US_ASCII)));
  }

  boolean accepts(String answered, Instant now) {
    return MessageDigest.isEqual(state.getBytes(UTF_8), answered.getBytes(UTF_8))
        && now.isBefore(begunAt.plus(LIFE));
  }

  /** As text, so that sessions outlive a change of this class. */
  String inSession() {
    return String.join(
        " ",
        state,
        verifier,
        Long.toString(begunAt.toEpochMilli()),
        Long.toString(linkTo),
        next.toString());
  }

  /** Null if there is none, or none that can be read. */
  static @Nullable PendingSignIn of(@Nullable Object kept) {
    if (!(kept instanceof String text)) {
      return null;
    }
    List<String> parts = List.of(text.split(" ", PARTS));
    if (parts.size() != PARTS) {
      return null;
    }
    Instant begunAt = Instant.ofEpochMilli(Long.parseLong(parts.get(2)));
    return new PendingSignIn(
        parts.get(0),
        parts.get(1),
        begunAt,
        Long.parseLong(parts.get(3)),
        LocalPath.of(parts.get(4)));
  }

  private static String secret(SecureRandom random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return BASE64.encodeToString(bytes);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  /** Keeps the secrets out of logs. */
  @Override
  public String toString() {
    return "PendingSignIn[begunAt=" + begunAt + "]";
  }
}
