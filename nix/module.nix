# services.snowguard: the service, its settings, and a timer that takes backups.
{ config, lib, pkgs, ... }:
let
  cfg = config.services.snowguard;
  inherit (lib) mkEnableOption mkIf mkOption types;

  line = name: value:
    "${name}=${if builtins.isBool value then lib.boolToString value else toString value}";

  settingsFile = pkgs.writeText "snowguard.properties"
    (lib.concatStringsSep "\n" (lib.mapAttrsToList line cfg.settings) + "\n");

  command = "${cfg.package}/bin/snowguard";

  # DATABASE_URL, and whatever else must not be in the store.
  secrets = lib.optional (cfg.environmentFile != null) cfg.environmentFile;

  confined = {
    User = cfg.user;
    Group = cfg.group;
    EnvironmentFile = secrets;
    StateDirectory = "snowguard";
    CacheDirectory = "snowguard";
    UMask = "0077";
    NoNewPrivileges = true;
    CapabilityBoundingSet = "";
    LockPersonality = true;
    PrivateDevices = true;
    PrivateTmp = true;
    ProtectClock = true;
    ProtectControlGroups = true;
    ProtectHome = true;
    ProtectHostname = true;
    ProtectKernelLogs = true;
    ProtectKernelModules = true;
    ProtectKernelTunables = true;
    ProtectProc = "invisible";
    ProtectSystem = "strict";
    RestrictAddressFamilies = [ "AF_INET" "AF_INET6" "AF_UNIX" ];
    RestrictNamespaces = true;
    RestrictRealtime = true;
    RestrictSUIDSGID = true;
    SystemCallArchitectures = "native";
    # No MemoryDenyWriteExecute: the Java machine compiles while it runs.
    SystemCallFilter = [ "@system-service" "~@privileged" ];
  };

  environment = {
    # The embedded PostgreSQL and its binaries; without effect where DATABASE_URL is given.
    SNOWGUARD_DATA = "/var/lib/snowguard";
    XDG_CACHE_HOME = "/var/cache";
    SNOWGUARD_JAVA_OPTIONS = cfg.javaOptions;
  };
in
{
  options.services.snowguard = {
    enable = mkEnableOption "Snowguard, vulnerability management for Nixpkgs";
    package = mkOption {
      type = types.package;
      default = pkgs.snowguard;
      description = "Which Snowguard runs.";
    };
    nix = mkOption {
      type = types.package;
      default = pkgs.nix;
      description = "The Nix, 2.8 or newer, that evaluates channels.";
    };
    port = mkOption {
      type = types.port;
      default = 8080;
      description = "Where it listens, on this machine alone unless settings say otherwise.";
    };
    settings = mkOption {
      type = types.attrsOf (types.oneOf [ types.bool types.int types.str ]);
      default = { };
      example = {
        "snowguard.web.base-url" = "https://snowguard.example";
        "snowguard.sources.online" = true;
      };
      description = "Settings by their names; they end in the store, which everybody can read.";
    };
    environmentFile = mkOption {
      type = types.nullOr types.path;
      default = null;
      description = ''
        A file with secrets, NAME=VALUE a line: DATABASE_URL for a PostgreSQL service, without which
        the embedded one runs; SNOWGUARD_SOURCES_NVD_KEY.
      '';
    };
    user = mkOption {
      type = types.str;
      default = "snowguard";
      description = "As whom it runs.";
    };
    group = mkOption {
      type = types.str;
      default = "snowguard";
      description = "The group of its user.";
    };
    javaOptions = mkOption {
      type = types.str;
      default = "-Xmx4g";
      description = "Options of the Java machine.";
    };
    backup = {
      enable = mkEnableOption "a regular backup";
      directory = mkOption {
        type = types.str;
        default = "/var/lib/snowguard/backup";
        description = "Where backups are kept, one for each day of the week.";
      };
      startAt = mkOption {
        type = types.str;
        default = "daily";
        description = "When, as systemd.time says.";
      };
    };
  };

  config = mkIf cfg.enable {
    users.users = lib.optionalAttrs (cfg.user == "snowguard") {
      snowguard = {
        isSystemUser = true;
        group = cfg.group;
      };
    };
    users.groups = lib.optionalAttrs (cfg.group == "snowguard") { snowguard = { }; };

    systemd.services.snowguard = {
      description = "Snowguard";
      wantedBy = [ "multi-user.target" ];
      wants = [ "network-online.target" ];
      after = [ "network-online.target" "postgresql.service" ];
      # Evaluates each new revision of a channel, through Nix's daemon, and follows nixpkgs in git: the
      # confinement stays as it is.
      path = [ cfg.nix pkgs.git ];
      inherit environment;
      serviceConfig = confined // {
        ExecStart = "${command} serve --config ${settingsFile} --port ${toString cfg.port}";
        Restart = "on-failure";
        RestartSec = 10;
        TimeoutStopSec = 60;
        # Told to stop by a signal, the Java machine ends with 143.
        SuccessExitStatus = 143;
      };
    };

    systemd.services.snowguard-backup = mkIf cfg.backup.enable {
      description = "Backup of Snowguard";
      inherit environment;
      inherit (cfg.backup) startAt;
      script = ''
        mkdir -p ${lib.escapeShellArg cfg.backup.directory}
        exec ${command} backup --config ${settingsFile} \
          ${lib.escapeShellArg cfg.backup.directory}/snowguard-"$(date +%a)".tar.zst
      '';
      serviceConfig = confined // {
        Type = "oneshot";
        ReadWritePaths = lib.optional
          (!(lib.hasPrefix "/var/lib/snowguard/" (cfg.backup.directory + "/"))) cfg.backup.directory;
      };
    };
  };
}
