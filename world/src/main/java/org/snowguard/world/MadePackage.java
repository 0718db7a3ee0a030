package org.snowguard.world;

import java.util.Random;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A package that nobody has. */
record MadePackage(String pname, int major, int minor) {

  private static final String[] SYLLABLES = {
    "ba", "dro", "fel", "gu", "kri", "lom", "mip", "nar", "osk", "pli", "quo", "rul", "sev", "tav",
    "uxi", "vor", "wem", "xan", "yul", "zet"
  };

  /** The number makes the name its own. */
  static MadePackage of(int number, Random random) {
    StringBuilder name = new StringBuilder();
    for (int rest = number + SYLLABLES.length * SYLLABLES.length * SYLLABLES.length / 2;
        rest > 0;
        rest /= SYLLABLES.length) {
      name.append(SYLLABLES[rest % SYLLABLES.length]);
    }
    return new MadePackage(name.toString(), 1 + random.nextInt(4), random.nextInt(10));
  }

  String version() {
    return "%d.%d.0".formatted(major, minor);
  }

  String repository() {
    return "https://github.com/%1$s/%1$s".formatted(pname);
  }

  ObjectNode json() {
    ObjectNode one = JsonMapper.shared().createObjectNode();
    one.putObject("meta")
        .put("available", true)
        .put("broken", false)
        .put("description", "The " + pname + " of the made-up world")
        .put("homepage", repository())
        .put(
            "position", "pkgs/by-name/%s/%s/package.nix:1".formatted(pname.substring(0, 2), pname));
    one.put("name", pname + "-" + version())
        .put("outputName", "out")
        .put("pname", pname)
        .put("system", "x86_64-linux")
        .put("version", version());
    one.putObject("outputs").putNull("out");
    return one;
  }
}
