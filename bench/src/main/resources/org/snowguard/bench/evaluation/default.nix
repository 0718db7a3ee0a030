# The root of a generated tree: one file a package, called with what it asks for, as nixpkgs does it.
{
  system ? builtins.currentSystem,
  config ? { },
  overlays ? [ ],
}:
let
  inherit (builtins)
    attrNames
    functionArgs
    intersectAttrs
    listToAttrs
    readDir
    ;

  fetchurl =
    { url, name ? baseNameOf url, rev ? "", hash ? "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" }:
    derivation {
      inherit name system rev;
      urls = [ url ];
      builder = "/bin/sh";
      outputHash = hash;
      outputHashMode = "flat";
    }
    // {
      urls = [ url ];
      inherit url rev;
    };

  checked =
    meta:
    {
      broken = false;
      insecure = (meta.knownVulnerabilities or [ ]) != [ ];
      platforms = [ "x86_64-linux" "aarch64-linux" "x86_64-darwin" "aarch64-darwin" "i686-linux" ];
    }
    // meta
    // {
      available = builtins.elem system (meta.platforms or [ system ]);
      identifiers.v1 = {
        cpeParts = {
          part = "a";
          product = meta.pname;
        };
        possibleCPEs = [ ];
        purls = [ ];
      };
    };

  makeOverridable =
    f: arguments:
    let
      result = f arguments;
    in
    result // { override = more: makeOverridable f (arguments // more); };

  mkDerivation = makeOverridable (
    attributes:
    let
      drv = derivation (
        {
          name = "${attributes.pname}-${attributes.version}";
          inherit system;
          builder = "/bin/sh";
        }
        // removeAttrs attributes [ "meta" ]
      );
      meta = checked ((attributes.meta or { }) // { inherit (attributes) pname; });
    in
    drv
    // {
      inherit meta;
      drvPath = assert !meta.broken; drv.drvPath;
      outPath = assert !meta.broken; drv.outPath;
      overrideAttrs = f: mkDerivation (attributes // f attributes);
    }
  );

  scope = packages // {
    inherit fetchurl mkDerivation;
  };
  callPackage =
    path:
    let
      f = import path;
    in
    makeOverridable f (intersectAttrs (functionArgs f) scope);

  namesOf = directory: attrNames (readDir directory);
  inShard =
    shard:
    map (file: {
      name = builtins.replaceStrings [ ".nix" ] [ "" ] file;
      value = callPackage (./pkgs + "/${shard}/${file}");
    }) (namesOf (./pkgs + "/${shard}"));
  flat = listToAttrs (builtins.concatMap inShard (namesOf ./pkgs));
  packages = flat // {
    set = {
      recurseForDerivations = true;
    }
    // listToAttrs (
      map (file: {
        name = builtins.replaceStrings [ ".nix" ] [ "" ] file;
        value = callPackage (./set + "/${file}");
      }) (namesOf ./set)
    );
    difficult = {
      recurseForDerivations = true;
    }
    // import ./difficult.nix { inherit packages mkDerivation; };
  };
in
packages
