# release: what nix/release.sh has packed.
release: final: _: {
  snowguard = final.callPackage ./package.nix {
    inherit release;
    jdk = final.jdk25_headless;
  };
}
