# What matching needs to know of a derivation beyond its meta, without its store paths: nothing here
# asks for drvPath or outPath, so no derivation is computed. Used by `snowguard evaluate`, and fit
# for `nix-eval-jobs --apply` (docs/evaluate.md).
package:
let
  inherit (builtins)
    baseNameOf
    concatMap
    elemAt
    filter
    isAttrs
    isList
    isPath
    isString
    match
    parseDrvName
    toString
    unsafeDiscardStringContext
    ;

  text = value: if isString value then unsafeDiscardStringContext value else "";
  listOf = value: if isList value then concatMap listOf value else [ value ];
  texts = values: filter (value: value != "") (map text (listOf values));

  urlsOf =
    source:
    if !isAttrs source then
      [ ]
    else if (source.urls or null) != null && source.urls != [ ] then
      texts source.urls
    else
      texts (source.url or [ ]);

  # A file that was copied to the store is called after its hash.
  withoutHash =
    name:
    let
      parts = match "[0-9a-z]{32}-(.+)" name;
    in
    if parts == null then name else elemAt parts 0;
  fileName = path: withoutHash (baseNameOf (unsafeDiscardStringContext (toString path)));

  patchOf =
    patch:
    if isAttrs patch then
      {
        name = text (patch.name or "unnamed");
        urls = urlsOf patch;
      }
    else
      {
        name = fileName patch;
        urls = [ ];
      };
  isPatch = patch: isAttrs patch || isPath patch || isString patch;

  name = text (package.name or "");
  parsed = parseDrvName name;
  firstText = one: other: if one != "" then one else other;

  sources = filter isAttrs (listOf (package.srcs or (package.src or [ ])));
  revisionOf =
    source: firstText (text (source.rev or "")) (text (source.tag or ""));
  revisions = filter (revision: revision != "") (map revisionOf sources);

  has = builtins.any (attribute: package ? ${attribute});
  kinds = {
    cargo = has [ "cargoDeps" "cargoHash" "cargoSha256" ];
    composer = has [ "composerVendor" "vendorComposer" ];
    go = has [ "goModules" "vendorHash" "vendorSha256" ];
    gradle = has [ "mitmCache" ];
    maven = has [ "mvnHash" "fetchedMavenDeps" ];
    npm = has [ "npmDeps" "npmDepsHash" ];
    nuget = has [ "nugetDeps" ];
    pnpm = has [ "pnpmDeps" ];
    yarn = has [ "yarnOfflineCache" "offlineCache" ];
  };
in
{
  inherit name;
  pname = firstText (text (package.pname or "")) (firstText parsed.name name);
  version = firstText (text (package.version or "")) parsed.version;
  patches = map patchOf (filter isPatch (listOf (package.patches or [ ])));
  srcRev = if revisions == [ ] then "" else builtins.head revisions;
  srcUrls = concatMap urlsOf sources;
  vendor = builtins.intersectAttrs (builtins.listToAttrs (
    map (kind: {
      name = kind;
      value = true;
    }) (filter (kind: kinds.${kind}) (builtins.attrNames kinds))
  )) kinds;
}
