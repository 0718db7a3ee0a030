package org.snowguard.core.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snowguard.core.nixpkgs.AssertedCpe;
import org.snowguard.core.project.RepositoryKey;

/**
 * What a record says that can tell which software it is about; every claim with the pointer to
 * where it stands.
 *
 * @param identities of the record's entries, in their order
 * @param stated repositories that the record names as the software's own
 * @param implied repositories that vendor and product would make on a forge, if they were one
 * @param referenced repositories that its links lie in
 * @param flawPages repositories whose issues, commits, changes or advisories the links are
 * @param sites hosts of its links
 * @param hosts families of add-ons that it speaks of ({@code wordpress}), to where it does
 * @param registries families that its package URLs and collections name, to where
 * @param words of title and description
 * @param places of the repositories that it names or refers to
 * @param nameless whether no entry names a product that could be looked up
 */
record RecordClaims(
    List<EntryIdentity> identities,
    List<Mention> mentions,
    Map<RepositoryKey, String> stated,
    Map<RepositoryKey, String> implied,
    Map<RepositoryKey, String> referenced,
    Map<RepositoryKey, String> flawPages,
    List<Place> places,
    Map<String, String> sites,
    Map<AssertedCpe, String> cpes,
    Map<String, String> purls,
    Map<String, String> hosts,
    Map<String, String> registries,
    Set<String> words,
    Map<String, String> objections,
    List<String> ids,
    boolean nameless) {

  /**
   * A repository, with what projects are compared by.
   *
   * @param account host and owner
   */
  record Place(RepositoryKey key, String account, String squashedName) {
    static Place of(RepositoryKey key) {
      return new Place(key, account(key), NameKeys.squash(key.name()));
    }

    static String account(RepositoryKey key) {
      return key.host() + "/" + key.owner();
    }

    /** Those of the stated repositories, then those of the referenced ones. */
    static List<Place> of(
        Map<RepositoryKey, String> stated, Map<RepositoryKey, String> referenced) {
      List<Place> places = new ArrayList<>(stated.size() + referenced.size());
      stated.keySet().forEach(key -> places.add(of(key)));
      referenced.keySet().forEach(key -> places.add(of(key)));
      return places;
    }
  }
}
