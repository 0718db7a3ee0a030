package org.snowguard.server.publication;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How we speak to other programs.
 *
 * @param author who stands for the statements of OpenVEX documents
 * @param repository of nixpkgs, whose commits OSV records name
 * @param osvEcosystem the name under which the OSV schema registered ours; null while it has not:
 *     ids then begin with x_, and packages stand in ecosystem_specific
 */
@ConfigurationProperties("snowguard.exports")
public record ExportSettings(
    @DefaultValue("Nixpkgs security team <security@nixos.org>") String author,
    @DefaultValue("https://github.com/NixOS/nixpkgs") URI repository,
    @Nullable String osvEcosystem) {}
