package org.snowguard.core.statement;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NixPurlTest {

  @ParameterizedTest
  @CsvSource({
    "openssl, 3.0.14, pkg:nix/nixpkgs/openssl@3.0.14?channel=nixos-26.05",
    "python313Packages.requests, 2.32.3,"
        + " pkg:nix/nixpkgs/python313Packages.requests@2.32.3?channel=nixos-26.05",
    "libsigc++, , pkg:nix/nixpkgs/libsigc%2B%2B?channel=nixos-26.05",
    "nodePackages.@angular/cli, 1.0+b?x,"
        + " pkg:nix/nixpkgs/nodePackages.%40angular%2Fcli@1.0%2Bb%3Fx?channel=nixos-26.05",
  })
  void namesPackagesSoThatReadersOfOthersReadThem(String attribute, String version, String expected)
      throws MalformedPackageURLException {
    String purl = NixPurl.of(attribute, version, "nixos-26.05");
    assertThat(purl).isEqualTo(expected);
    PackageURL read = new PackageURL(purl);
    assertThat(read.getType()).isEqualTo("nix");
    assertThat(read.getNamespace()).isEqualTo("nixpkgs");
    assertThat(read.getName()).isEqualTo(attribute);
    assertThat(read.getVersion()).isEqualTo(version);
    assertThat(read.getQualifiers()).containsEntry("channel", "nixos-26.05");
  }
}
