package org.snowguard.server.nixpkgs;

import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON in which values of packages are stored: its own mapper, so that no setting of the web's
 * changes it.
 */
final class PackageJson {

  static final JsonMapper MAPPER = JsonMapper.builder().build();

  private PackageJson() {}
}
