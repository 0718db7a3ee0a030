# Evaluates one chunk of attributes for `snowguard evaluate`. Each finding is told at once by a line
# on standard error that begins with `mark`: what was found before Nix gives up is not lost, and the
# last line says which attribute, and what of it, Nix could not bear.
{
  nixpkgs,
  system,
  chunk,
  mark,
}:
let
  inherit (builtins)
    attrNames
    deepSeq
    elem
    filter
    foldl'
    functionArgs
    genList
    isAttrs
    isFunction
    length
    listToAttrs
    mapAttrs
    pathExists
    seq
    stringLength
    substring
    toJSON
    toString
    trace
    tryEval
    typeOf
    unsafeDiscardStringContext
    ;

  items = builtins.fromJSON (builtins.readFile chunk);
  sourcesOf = import ./sources.nix;

  # The settings that the channel's own list of packages is made with, and none that hides one.
  listed = nixpkgs + "/pkgs/top-level/packages-config.nix";
  config = (if pathExists listed then import listed else { }) // {
    allowAliases = false;
    allowBroken = true;
    allowInsecurePredicate = _: true;
    allowUnfree = true;
    allowUnsupportedSystem = true;
    checkMeta = false;
  };
  arguments = {
    inherit config system;
    overlays = [ ];
  };
  tree = import nixpkgs;
  accepted = functionArgs tree;
  root =
    if !isFunction tree then
      tree
    else if accepted == { } then
      tree arguments
    else
      tree (builtins.intersectAttrs accepted arguments);

  reach = foldl' (set: name: set.${name}) root;

  # A set that contains itself would be entered for ever: it has the names of one that it is in.
  prefixes = path: genList (size: genList (builtins.elemAt path) (size + 1)) (length path - 1);
  repeats =
    path: value:
    let
      names = attrNames value;
    in
    builtins.any (prefix: attrNames (reach prefix) == names) (prefixes path);

  kindOf =
    path: value:
    if !isAttrs value then
      "other"
    else if path == [ ] then
      "set"
    else if (value.type or null) == "derivation" then
      "package"
    else if (value.recurseForDerivations or false) == true && !(repeats path value) then
      "set"
    else
      "other";

  # Data alone: no functions, no string context, no store paths of derivations.
  plain =
    depth: value:
    let
      type = typeOf value;
    in
    if type == "string" then
      unsafeDiscardStringContext value
    else if type == "path" then
      toString value
    else if type == "lambda" || depth == 0 then
      null
    else if type == "list" then
      map (plain (depth - 1)) value
    else if type != "set" then
      value
    else if (value.type or null) == "derivation" then
      null
    else
      mapAttrs (_: plain (depth - 1)) value;

  some = names: set: listToAttrs (
    map (name: {
      inherit name;
      value = plain 8 set.${name};
    }) (filter (name: set ? ${name}) names)
  );
  listOf = value: if builtins.isList value then value else [ value ];

  # Mail addresses stay out.
  person = one: if isAttrs one then some [ "github" "githubId" "name" ] one else plain 8 one;
  license =
    one:
    if !isAttrs one then
      plain 8 one
    else
      some [ "spdxId" "shortName" "fullName" "exception" ] one
      // (if one ? licenses then { licenses = map license (listOf one.licenses); } else { })
      // (if one ? license then { license = license one.license; } else { });
  within =
    position:
    let
      prefix = toString nixpkgs + "/";
      size = stringLength prefix;
    in
    if substring 0 size position == prefix then substring size (-1) position else position;

  metaOf =
    meta:
    some [
      "broken"
      "changelog"
      "description"
      "downloadPage"
      "homepage"
      "knownVulnerabilities"
      "mainProgram"
      "platforms"
    ] meta
    // (if meta ? license then { license = map license (listOf meta.license); } else { })
    // (if meta ? maintainers then { maintainers = map person (listOf meta.maintainers); } else { })
    // (if meta ? position then { position = within (plain 8 meta.position); } else { })
    // (
      if meta ? sourceProvenance then
        { sourceProvenance = map (some [ "isSource" "shortName" ]) (filter isAttrs (listOf meta.sourceProvenance)); }
      else
        { }
    )
    // (
      if (meta.identifiers or { }) ? v1 then
        { identifiers = { v1 = some [ "cpeParts" "possibleCPEs" "purls" ] meta.identifiers.v1; }; }
      else
        { }
    );

  # In this order, which `EvaluatedField` knows too.
  fieldsOf =
    package:
    let
      sources = sourcesOf package;
    in
    [
      {
        field = "name";
        value = { inherit (sources) name pname version; };
      }
      {
        field = "patches";
        value = { inherit (sources) patches; };
      }
      {
        field = "src";
        value = { inherit (sources) srcRev srcUrls; };
      }
      {
        field = "vendor";
        value = { inherit (sources) vendor; };
      }
      {
        field = "meta";
        value = { meta = metaOf (package.meta or { }); };
      }
    ];

  visit =
    index:
    let
      item = builtins.elemAt items index;
      at = field: trace "${mark} at ${toString index} ${field}";
      # An item is bare when the message of what it throws is wanted.
      attempt =
        value:
        if item.bare then
          {
            success = true;
            inherit value;
          }
        else
          tryEval value;
      kind = at "attribute" (attempt (kindOf item.path (reach item.path)));
      read =
        { field, value }:
        if elem field item.skip then
          {
            inherit field;
            success = false;
          }
        else
          at field (attempt (deepSeq value value)) // { inherit field; };
      fields = map read (fieldsOf (reach item.path));
      result =
        if !kind.success then
          { thrown = [ "attribute" ]; }
        else if kind.value == "set" then
          at "names" { names = attrNames (reach item.path); }
        else if kind.value == "other" then
          { }
        else
          {
            package = foldl' (all: one: if one.success then all // one.value else all) { } fields;
            thrown = map (one: one.field) (filter (one: !one.success && !(elem one.field item.skip)) fields);
          };
      told = toJSON result;
    in
    seq told (trace "${mark} done ${toString index} ${told}" null);
in
foldl' (_: index: visit index) null (genList (index: index) (length items))
