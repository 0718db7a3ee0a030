# The module, evaluated against a stand-in of the few functions of nixpkgs that it uses: there is no
# nixpkgs tree where this test runs. Shows that the module is well formed and what its units say; does
# not show that NixOS accepts them.
let
  lib = rec {
    mkEnableOption = description: mkOption { default = false; inherit description; };
    mkOption = option: option;
    mkIf = condition: value: if condition then value else null;
    types = {
      package = "package"; port = "port"; bool = "bool"; int = "int"; str = "str"; path = "path";
      attrsOf = _: "attrs"; oneOf = _: "one"; nullOr = _: "null";
    };
    boolToString = value: if value then "true" else "false";
    concatStringsSep = builtins.concatStringsSep;
    mapAttrsToList = f: attrs: map (name: f name attrs.${name}) (builtins.attrNames attrs);
    optional = condition: value: if condition then [ value ] else [ ];
    optionalAttrs = condition: value: if condition then value else { };
    escapeShellArg = text: "'${text}'";
    hasPrefix = prefix: text: builtins.substring 0 (builtins.stringLength prefix) text == prefix;
    genAttrs = names: f:
      builtins.listToAttrs (map (name: { inherit name; value = f name; }) names);
    licenses.asl20 = "Apache-2.0";
  };
  pkgs = {
    snowguard = "/snowguard";
    nix = "/nix";
    git = "/git";
    writeText = name: text: "/store/${name}?${builtins.replaceStrings [ "\n" ] [ ";" ] text}";
  };
  defaults = builtins.mapAttrs
    (_: option: if option ? default then option.default else builtins.mapAttrs (_: o: o.default) option);
  evaluate = given:
    let
      module = import ./module.nix { inherit lib pkgs; config.services.snowguard = chosen; };
      chosen = defaults module.options.services.snowguard // given;
    in
    module.config;
  off = evaluate { };
  on = evaluate {
    enable = true;
    port = 9000;
    environmentFile = "/run/secrets/snowguard";
    settings = { "snowguard.sources.online" = true; "snowguard.log.format" = "json"; };
    backup = { enable = true; directory = "/srv/backup"; startAt = "hourly"; };
  };
  unit = on.systemd.services.snowguard;
  backup = on.systemd.services.snowguard-backup;
  writable = directory:
    (evaluate { enable = true; backup = { enable = true; inherit directory; startAt = "daily"; }; })
      .systemd.services.snowguard-backup.serviceConfig.ReadWritePaths;
  release = { outPath = "/release"; };
  flake = (import ./flake.nix).outputs {
    self = { };
    inherit release;
    nixpkgs = { inherit lib; legacyPackages = { }; };
  };
  package = import ./package.nix {
    inherit lib release;
    stdenvNoCC = { mkDerivation = arguments: arguments; shell = "/bin/sh"; };
    makeWrapper = "makeWrapper";
    jdk = "/jdk";
  };
  expect = name: actual: wanted:
    if actual == wanted then true
    else throw "${name}: ${builtins.toJSON actual} instead of ${builtins.toJSON wanted}";
in
builtins.all (passed: passed) [
  (expect "off" off null)
  (expect "start" unit.serviceConfig.ExecStart
    ("/snowguard/bin/snowguard serve --config /store/snowguard.properties?"
      + "snowguard.log.format=json;snowguard.sources.online=true; --port 9000"))
  (expect "secrets" unit.serviceConfig.EnvironmentFile [ "/run/secrets/snowguard" ])
  (expect "Nix and git on its path" unit.path [ "/nix" "/git" ])
  (expect "confined" unit.serviceConfig.ProtectSystem "strict")
  (expect "user" on.users.users.snowguard.isSystemUser true)
  (expect "timer" backup.startAt "hourly")
  (expect "backup writes there" backup.serviceConfig.ReadWritePaths [ "/srv/backup" ])
  (expect "a directory beside the state" (writable "/var/lib/snowguard-backup") [ "/var/lib/snowguard-backup" ])
  (expect "a directory of the state" (writable "/var/lib/snowguard/backup") [ ])
  (expect "the state itself" (writable "/var/lib/snowguard") [ ])
  (expect "backup command" (builtins.match ".* backup --config .*" (builtins.replaceStrings [ "\n" ] [ " " ] backup.script) != null) true)
  (expect "no backup" ((evaluate { enable = true; }).systemd.services.snowguard-backup) null)
  (expect "package" package.pname "snowguard")
  (expect "systems" (builtins.attrNames flake.packages) [ "aarch64-linux" "x86_64-linux" ])
  (expect "overlay" (builtins.isFunction flake.overlays.default) true)
  (expect "module" (builtins.isFunction flake.nixosModules.default) true)
]
