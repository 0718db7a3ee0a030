package org.snowguard.server.issue;

import java.util.List;
import org.snowguard.server.nixpkgs.CarriedVersion;

/** A version of a package with the channels that carried it, as far as is known now. */
public record ShippedPackage(String attribute, String version, List<CarriedVersion> carried) {
  public ShippedPackage {
    carried = List.copyOf(carried);
  }
}
