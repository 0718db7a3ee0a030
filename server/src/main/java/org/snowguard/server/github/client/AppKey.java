package org.snowguard.server.github.client;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import org.snowguard.server.web.BadInput;

/** By what a GitHub App proves who it is. */
final class AppKey {

  /** GitHub's clock may be behind ours (its documentation of tokens for an App). */
  private static final Duration BEHIND = Duration.ofSeconds(60);

  /** GitHub takes ten minutes at most. */
  private static final Duration LIFE = Duration.ofMinutes(9);

  /** AlgorithmIdentifier of rsaEncryption, and the version before it (RFC 5208, section 5). */
  private static final byte[] RSA = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;

  private final String appId;
  private final PrivateKey key;

  /**
   * @param appId number or client id of the App
   * @param pem as GitHub hands it out (PKCS #1), or as PKCS #8
   */
  AppKey(String appId, String pem) {
    this.appId = appId;
    key = read(pem);
  }

  private static PrivateKey read(String pem) {
    try {
      String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
      byte[] bytes = Base64.getDecoder().decode(base64);
      byte[] pkcs8 = pem.contains("BEGIN RSA PRIVATE KEY") ? wrapped(bytes) : bytes;
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // Neither the text nor the cause is told: both may hold parts of the key.
      throw new BadInput(
          "reading the GitHub App's key",
          "snowguard.github.private-key or .private-key-file",
          "give the .pem file as GitHub has handed it out.");
    }
  }

  /** A key of PKCS #1 as PKCS #8, which is what Java reads. */
  private static byte[] wrapped(byte[] pkcs1) {
    ByteArrayOutputStream inside = new ByteArrayOutputStream();
    inside.writeBytes(RSA);
    inside.writeBytes(tagged(OCTET_STRING, pkcs1));
    return tagged(SEQUENCE, inside.toByteArray());
  }

  /** DER, with a length of always two bytes: keys of RSA have more than 255 and less than 64 Ki. */
  private static byte[] tagged(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    out.write(0x82);
    out.write(content.length >> 8);
    out.write(content.length);
    out.writeBytes(content);
    return out.toByteArray();
  }

  /** Good for a few minutes. */
  String token(Instant now) {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.RS256),
            new JWTClaimsSet.Builder()
                .issuer(appId)
                .issueTime(Date.from(now.minus(BEHIND)))
                .expirationTime(Date.from(now.plus(LIFE)))
                .build());
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("RS256 is always there", e);
    }
    return token.serialize();
  }
}
