package org.snowguard.core.match;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snowguard.core.nixpkgs.AssertedCpe;
import org.snowguard.core.project.RepositoryKey;

/**
 * What a record says that can tell which software it is about; every claim with the pointer to
 * where it stands.
 *
 * @param stated repositories that the record names as the software's own
 * @param implied repositories that vendor and product would make on a forge, if they were one
 * @param referenced repositories that its links lie in
 * @param flawPages repositories whose issues, commits, changes or advisories the links are
 * @param sites hosts of its links
 * @param hosts families of add-ons that it speaks of ({@code wordpress}), to where it does
 * @param registries families that its package URLs and collections name, to where
 * @param words of title and description
 * @param nameless whether no entry names a product that could be looked up
 */
record RecordClaims(
    List<Mention> mentions,
    Map<RepositoryKey, String> stated,
    Map<RepositoryKey, String> implied,
    Map<RepositoryKey, String> referenced,
    Map<RepositoryKey, String> flawPages,
    Map<String, String> sites,
    Map<AssertedCpe, String> cpes,
    Map<String, String> purls,
    Map<String, String> hosts,
    Map<String, String> registries,
    Set<String> words,
    Map<String, String> objections,
    List<String> ids,
    boolean nameless) {}
