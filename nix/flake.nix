{
  description = "Snowguard: vulnerability management for Nixpkgs and NixOS";

  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
    # What nix/release.sh has packed; override it: --override-input release path:/where/it/is.
    release = {
      url = "path:./release";
      flake = false;
    };
  };

  outputs = { self, nixpkgs, release }:
    let
      systems = [ "x86_64-linux" "aarch64-linux" ];
      forEach = nixpkgs.lib.genAttrs systems;
      overlay = import ./overlay.nix release;
    in
    {
      overlays.default = overlay;
      nixosModules.default = { ... }: {
        imports = [ ./module.nix ];
        nixpkgs.overlays = [ overlay ];
      };
      packages = forEach (system: {
        default = (nixpkgs.legacyPackages.${system}.extend overlay).snowguard;
      });
    };
}
