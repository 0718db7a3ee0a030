# A tree of packages with every difficulty that evaluation meets, each named after itself.
{
  system ? builtins.currentSystem,
  config ? { },
  overlays ? [ ],
}:
let
  fetch =
    attributes:
    derivation (
      {
        inherit system;
        builder = "/bin/sh";
        outputHash = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        outputHashAlgo = "sha256";
        outputHashMode = "flat";
      }
      // attributes
    )
    // attributes;

  make =
    {
      pname,
      version,
      meta ? { },
      ...
    }@attributes:
    derivation (
      {
        name = "${pname}-${version}";
        inherit system;
        builder = "/bin/sh";
      }
      // removeAttrs attributes [ "meta" ]
    )
    // {
      meta = {
        position = toString ./default.nix + ":1";
      }
      // meta;
    };

  simple =
    pname: extra:
    make (
      {
        inherit pname;
        version = "1.0";
      }
      // extra
    );

  forever = depth: 1 + forever (depth + 1);

  self = {
    plain = simple "plain" {
      src = fetch {
        name = "plain-1.0.tar.gz";
        urls = [ "https://example.org/plain-1.0.tar.gz" ];
        rev = "v1.0";
      };
      meta = {
        description = "Says \"hello\" in ünïcode";
        homepage = "https://example.org/plain";
        license = [
          {
            spdxId = "MIT";
            shortName = "mit";
            free = true;
          }
        ];
        maintainers = [
          {
            name = "A. Keeper";
            github = "keeper";
            githubId = 7;
            email = "keeper@example.org";
          }
        ];
        platforms = [
          "x86_64-linux"
          { kernel.name = "linux"; }
        ];
        identifiers.v1 = {
          cpeParts = {
            part = "a";
            vendor = "example";
            product = "plain";
          };
          possibleCPEs = [ ];
          purls = [ "pkg:github/example/plain@v1.0" ];
        };
        tests = _: throw "a function in meta is not asked";
      };
    };

    patched = simple "patched" {
      patches = [
        ./patches/local.patch
        [
          (fetch {
            name = "CVE-2024-0001.patch";
            url = "https://example.org/CVE-2024-0001.patch";
          })
        ]
        null
        "${./patches}/in-directory.patch"
      ];
    };

    structured = simple "structured" {
      __structuredAttrs = true;
      patches = [ ./patches/local.patch ];
      settings.nested.deeply = [
        1
        2.5
        true
      ];
      cargoHash = "";
    };

    named-only =
      derivation {
        name = "named-only-2.4.3";
        inherit system;
        builder = "/bin/sh";
      };

    broken = simple "broken" { meta.broken = true; };
    insecure = simple "insecure" {
      meta.knownVulnerabilities = [ "CVE-2024-0002: reads beyond its buffer" ];
    };
    vendored = simple "vendored" {
      goModules = null;
      npmDepsHash = null;
    };

    missing-attribute = self.nothing-of-this-name;
    missing-argument = (({ needed }: needed) { });
    throws = throw "throws was removed: it had no maintainer";
    asserts = assert false; simple "asserts" { };
    aborts = abort "this tree gives up";
    infinite-recursion = self.infinite-recursion;
    stack-overflow = simple "stack-overflow-${toString (forever 0)}" { };
    imports-from-derivation = import (simple "written-by-a-build" { });
    fetches = import (builtins.fetchTarball "https://example.org/tree.tar.gz");

    version-throws = {
      type = "derivation";
      name = throw "no version for this system";
      drvPath = throw "no derivation is asked for";
    };
    patches-throw = simple "patches-throw" { } // {
      patches = throw "patches are for another system";
    };
    patches-imported = simple "patches-imported" { } // {
      patches = import (simple "written-by-a-build" { });
    };
    meta-aborts = simple "meta-aborts" { } // {
      meta.description = abort "no description";
    };
    derivation-throws = simple "derivation-throws" { } // {
      drvPath = throw "no derivation is asked for";
      outPath = throw "no output is asked for";
    };

    recursed = {
      recurseForDerivations = true;
      inner = simple "inner" { };
      inner-throws = throw "inside";
      deeper = {
        recurseForDerivations = true;
        "quoted.name" = simple "quoted" { };
      };
      itself = self.recursed;
    };
    not-recursed.hidden = throw "nobody looks here";
    recursion-throws.recurseForDerivations = throw "whether to look is not known";

    a-function = argument: argument;
    a-number = 7;
    a-path = ./patches/local.patch;
    nothing = null;
  };
in
builtins.foldl' (packages: overlay: overlay packages packages) self overlays
// (if config.allowAliases or true then { alias = self.plain; } else { })
