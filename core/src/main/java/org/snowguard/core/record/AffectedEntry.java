package org.snowguard.core.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One product that a record names, with its versions (CVE JSON 5, {@code affected[]}; others are
 * mapped to it). Every text is as the record has it: {@code n/a}, prose and wrong case included.
 *
 * @param pointer JSON pointer (RFC 6901) of this entry in the record's text
 * @param cpes CPE 2.3 names as written
 * @param defaultStatus status of versions that no statement matches; null when the record omits it
 * @param conditions what else has to hold where the entry is a leaf of a CPE configuration: all of
 *     them
 */
public record AffectedEntry(
    String pointer,
    Container container,
    @Nullable String vendor,
    @Nullable String product,
    @Nullable String packageName,
    @Nullable String collectionUrl,
    @Nullable String packageUrl,
    @Nullable String repo,
    List<String> cpes,
    List<String> platforms,
    List<String> modules,
    List<String> programFiles,
    List<VersionStatement> versions,
    @Nullable VersionStatus defaultStatus,
    List<CpeCondition> conditions) {

  public AffectedEntry {
    cpes = List.copyOf(cpes);
    platforms = List.copyOf(platforms);
    modules = List.copyOf(modules);
    programFiles = List.copyOf(programFiles);
    versions = List.copyOf(versions);
    conditions = List.copyOf(conditions);
  }

  /** An entry that holds wherever the product is. */
  public AffectedEntry(
      String pointer,
      Container container,
      @Nullable String vendor,
      @Nullable String product,
      @Nullable String packageName,
      @Nullable String collectionUrl,
      @Nullable String packageUrl,
      @Nullable String repo,
      List<String> cpes,
      List<String> platforms,
      List<String> modules,
      List<String> programFiles,
      List<VersionStatement> versions,
      @Nullable VersionStatus defaultStatus) {
    this(
        pointer,
        container,
        vendor,
        product,
        packageName,
        collectionUrl,
        packageUrl,
        repo,
        cpes,
        platforms,
        modules,
        programFiles,
        versions,
        defaultStatus,
        List.of());
  }

  /** The same entry, standing at another place. */
  AffectedEntry at(String place) {
    return new AffectedEntry(
        place,
        container,
        vendor,
        product,
        packageName,
        collectionUrl,
        packageUrl,
        repo,
        cpes,
        platforms,
        modules,
        programFiles,
        versions,
        defaultStatus,
        conditions);
  }
}
