package org.snowguard.core.match;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snowguard.core.project.Ecosystem;
import org.snowguard.core.project.RepositoryKey;

/** Digests and keys of what an index is made of. */
final class IndexParts {
  private final Map<String, Integer> places = new HashMap<>();

  /** {@code channels} in the order of the index. */
  IndexParts(List<String> channels) {
    channels.forEach(channel -> places.put(channel, places.size()));
  }

  /** What evidence for or against a project is weighed by: all that its profile holds. */
  static IndexPart links(ProjectProfile profile) {
    LookupKeys.Builder keys = new LookupKeys.Builder();
    keys.project(profile.group().key());
    profile.names().keySet().forEach(keys::name);
    profile.repositories().forEach(keys::repository);
    profile.cpes().forEach(keys::cpe);
    profile.purls().forEach(keys::purl);
    profile.flaws().keySet().forEach(keys::flaw);
    return new IndexPart(IndexPart.links(profile.group().key()), digest(profile), keys.build());
  }

  /** What verdicts are made on, and how they are told: only by who asks for the packages. */
  IndexPart builds(IndexedProject project) {
    String key = project.group().key();
    LookupKeys.Builder keys = new LookupKeys.Builder();
    keys.builds(key);
    return new IndexPart(IndexPart.builds(key), digest(project), keys.build());
  }

  /** What was taught about each product. */
  static List<IndexPart> of(Collection<LearnedAlias> lessons) {
    Map<String, List<String>> byProduct = new TreeMap<>();
    for (LearnedAlias lesson : lessons) {
      byProduct
          .computeIfAbsent(NameKeys.squash(lesson.product()), product -> new ArrayList<>(1))
          .add(lesson.toString());
    }
    List<IndexPart> parts = new ArrayList<>();
    byProduct.forEach(
        (product, taught) -> {
          LookupKeys.Builder keys = new LookupKeys.Builder();
          keys.taught(product);
          PartDigest digest = new PartDigest();
          digest.add(taught);
          parts.add(new IndexPart("lessons " + product, digest.text(), keys.build()));
        });
    return parts;
  }

  /** The same sets give the same text, in whatever order they are. */
  static String digest(ProjectProfile profile) {
    PartDigest digest = new PartDigest();
    digest.add(profile.group().key());
    digest.add(profile.group().variantOf());
    digest.addSorted(profile.ecosystems(), Ecosystem::id);
    digest.addSorted(profile.names().entrySet(), name -> name.getKey() + " " + name.getValue());
    digest.addSorted(profile.spellings());
    digest.addSorted(profile.sources(), RepositoryKey::toString);
    digest.addSorted(profile.repositories(), RepositoryKey::toString);
    digest.addSorted(profile.accounts());
    digest.addSorted(profile.owners());
    digest.addSorted(profile.domains());
    digest.addSorted(profile.cpes(), cpe -> cpe.vendor() + ":" + cpe.product());
    digest.addSorted(profile.purls());
    digest.addSorted(profile.flaws().entrySet(), flaw -> flaw.getKey() + " " + flaw.getValue());
    digest.addSorted(profile.descriptionWords());
    return digest.text();
  }

  /** Over the attributes and all of their packages that a verdict can be made from. */
  private String digest(IndexedProject project) {
    PartDigest digest = new PartDigest();
    digest.add(project.group().attributes());
    for (ProjectBuilds.Build build : project.builds().all()) {
      digest.add(places.get(build.channel()) + " " + build.channel());
      digest.add(build.pkg());
    }
    return digest.text();
  }
}
