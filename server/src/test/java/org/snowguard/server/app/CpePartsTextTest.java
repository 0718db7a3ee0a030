package org.snowguard.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.snowguard.core.nixpkgs.AssertedCpe;
import org.snowguard.server.matching.CpeAdvice;

class CpePartsTextTest {

  @Test
  void snippetCanBePasted() {
    CpeAdvice advice =
        new CpeAdvice(
            "anvil",
            "pkgs/by-name/an/anvil/package.nix",
            List.of("anvil", "anvil-minimal"),
            new AssertedCpe("acme", "anvil++"),
            true,
            List.of(new AssertedCpe("acme", "anvil")),
            List.of(
                new CpeAdvice.Decision(
                    "CVE-2024-0001", "accepted", Instant.parse("2026-11-20T12:00:00Z"))));
    assertThat(CpePartsText.nix(List.of(advice)))
        .isEqualTo(
            """
            # pkgs/by-name/an/anvil/package.nix: anvil anvil-minimal
            # CVE-2024-0001 accepted 2026-11-20
            # the records give cpe:2.3:a:acme:anvil\\+\\+, other records cpe:2.3:a:acme:anvil
            identifiers.cpeParts = {
              vendor = "acme";
              product = "anvil\\\\+\\\\+";
            };
            """);
  }
}
