package org.snowguard.server.issue.publish;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.snowguard.core.publish.IssueBody;
import org.snowguard.core.publish.Mentions;
import org.snowguard.server.github.GitHubIssue;
import org.snowguard.server.issue.content.IssueContent;

/**
 * What a publication would write.
 *
 * @param publicId the next one; another publication may take it first
 * @param disputed nobody is mentioned, for a maintainer disputes what it says
 * @param named GitHub issues and pull requests that name any of its vulnerabilities
 */
public record Preview(
    IssueContent issue,
    String publicId,
    IssueBody body,
    Mentions mentions,
    boolean disputed,
    List<PublicationCheck> checks,
    List<GitHubIssue> named) {

  public Preview {
    checks = List.copyOf(checks);
    named = List.copyOf(named);
  }

  /** Of all that would be written, but for the number that is given last. */
  String fingerprint() {
    String text =
        String.join("\n", body.title(), Outgoing.shown(body), String.join("\n", body.comments()));
    byte[] bytes = text.replace(publicId, "").getBytes(StandardCharsets.UTF_8);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
