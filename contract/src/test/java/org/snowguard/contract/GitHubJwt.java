package org.snowguard.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.snowguard.world.github.App;

/** The token by which an App shows that it is one. */
final class GitHubJwt {

  /** The version, and the algorithm: rsaEncryption (RFC 5208, section 5). */
  private static final byte[] ALGORITHM =
      HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

  private GitHubJwt() {}

  static String of(App app, Instant now) throws GeneralSecurityException {
    String claims =
        "{\"iat\":%d,\"exp\":%d,\"iss\":\"%s\"}"
            .formatted(now.getEpochSecond() - 60, now.getEpochSecond() + 540, app.clientId());
    String signed =
        encode("{\"alg\":\"RS256\"}".getBytes(US_ASCII)) + "." + encode(claims.getBytes(US_ASCII));
    byte[] key =
        Base64.getMimeDecoder().decode(app.privateKey().replaceAll("-----[A-Z ]+-----", ""));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(
        KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8(key))));
    signature.update(signed.getBytes(US_ASCII));
    return signed + "." + encode(signature.sign());
  }

  private static byte[] pkcs8(byte[] key) {
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    inner.writeBytes(ALGORITHM);
    inner.writeBytes(element(0x04, key));
    return element(0x30, inner.toByteArray());
  }

  /** A value of DER whose length takes two bytes. */
  private static byte[] element(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    out.write(0x82);
    out.write(content.length >> 8);
    out.write(content.length & 0xff);
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
