# Snowguard from what Maven has built: ./snowguard's two jars with their libraries beside them. The build
# itself happens outside of Nix, because the hash of Maven's repository is not known for every platform.
{ lib, stdenvNoCC, makeWrapper, jdk, release, version ? "0.1.0" }:
stdenvNoCC.mkDerivation {
  pname = "snowguard";
  inherit version;
  src = release;
  nativeBuildInputs = [ makeWrapper ];
  dontConfigure = true;
  dontBuild = true;
  installPhase = ''
    runHook preInstall
    mkdir -p $out/share/snowguard $out/bin
    cp -r cli server $out/share/snowguard/
    for module in server cli; do
      main=org.snowguard.cli.Snowguard
      heap=-Xmx3g
      if [ $module = server ]; then main=org.snowguard.server.app.SnowguardServer; heap=-Xmx4g; fi
      makeWrapper ${jdk}/bin/java $out/share/snowguard/run-$module \
        --run "options=\''${SNOWGUARD_JAVA_OPTIONS:-$heap}" \
        --add-flags "\$options --enable-native-access=ALL-UNNAMED -XX:+UseCompactObjectHeaders" \
        --add-flags "-cp $out/share/snowguard/$module/$module.jar:$out/share/snowguard/$module/lib/*" \
        --add-flags "$main"
    done
    cat > $out/bin/snowguard <<EOF
    #!${stdenvNoCC.shell}
    case "\''${1:-}" in
      serve | demo | account | aliases | digest | backup | restore | shipped | export | report)
        exec $out/share/snowguard/run-server "\$@" ;;
      *) exec $out/share/snowguard/run-cli "\$@" ;;
    esac
    EOF
    chmod +x $out/bin/snowguard
    runHook postInstall
  '';
  meta = {
    description = "Vulnerability management for Nixpkgs and NixOS";
    license = lib.licenses.asl20;
    mainProgram = "snowguard";
  };
}
