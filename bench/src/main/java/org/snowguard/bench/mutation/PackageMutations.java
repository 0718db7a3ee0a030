package org.snowguard.bench.mutation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.formats.packages.PackageProblem;
import org.snowguard.formats.packages.PackagesRead;
import org.snowguard.formats.packages.PackagesReader;

/**
 * Damages files of packages. Where one package holds wrong values, all others must be read as
 * before; where bytes are damaged, all that stand before the damage.
 */
public final class PackageMutations {
  private static final int PACKAGES_PER_FILE = 20;
  private static final long TOO_SLOW_MILLIS = 5_000;

  private final List<RawPackage> originals;
  private final Random random;
  private final List<String> failures = new ArrayList<>();
  private int good;
  private int complete;
  private long slowestMillis;

  private PackageMutations(List<RawPackage> originals, long seed) {
    this.originals = originals;
    this.random = new Random(seed);
  }

  /** A package's text in the file. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  public record RawPackage(String attribute, byte[] json) {}

  /** Reads {@code count} damaged files, each made of some of the originals. */
  public static MutationResult run(List<RawPackage> originals, int count, long seed) {
    PackageMutations mutations = new PackageMutations(originals, seed);
    for (int i = 0; i < count; i++) {
      mutations.mutateFile(i);
    }
    return new MutationResult(
        count, mutations.good, mutations.complete, mutations.slowestMillis, mutations.failures);
  }

  private void mutateFile(int number) {
    int first = random.nextInt(originals.size());
    List<RawPackage> packages = new ArrayList<>();
    for (int i = 0; i < Math.min(PACKAGES_PER_FILE, originals.size()); i++) {
      packages.add(originals.get((first + i) % originals.size()));
    }
    if (random.nextBoolean()) {
      int victim = random.nextInt(packages.size());
      RawPackage hurt = packages.get(victim);
      byte[] json = new ValueMutator(random).mutate(hurt.json());
      List<RawPackage> others = new ArrayList<>(packages);
      others.remove(victim);
      packages.set(victim, new RawPackage(hurt.attribute(), json));
      check(number, new PackageFile(packages).text(), others, true);
    } else {
      PackageFile file = new PackageFile(packages);
      ByteMutator.Damage damage = new ByteMutator(random).damage(file.text());
      check(number, damage.text(), file.before(damage.at()), false);
    }
  }

  private void check(int number, byte[] text, List<RawPackage> untouched, boolean wellFormed) {
    good += untouched.size();
    long start = System.nanoTime();
    try {
      PackagesRead read = read(text);
      if (read.isComplete()) {
        complete++;
      } else if (wellFormed) {
        failures.add("file %d broke off: %s".formatted(number, read.brokenOff()));
      }
      checkUntouched(number, read, untouched);
    } catch (RuntimeException thrown) {
      failures.add("file %d: the reader threw %s".formatted(number, thrown));
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    slowestMillis = Math.max(slowestMillis, millis);
    if (millis > TOO_SLOW_MILLIS) {
      failures.add("file %d took %d ms".formatted(number, millis));
    }
  }

  private void checkUntouched(int number, PackagesRead read, List<RawPackage> untouched) {
    Set<NixPackage> found = new HashSet<>(read.channel().packages());
    Set<String> reported = new HashSet<>();
    read.problems().stream().map(PackageProblem::attribute).forEach(reported::add);
    List<NixPackage> expected = read(new PackageFile(untouched).text()).channel().packages();
    for (NixPackage each : expected) {
      // Damage can give a later package the name of an earlier one; that is reported.
      if (!found.contains(each) && !reported.contains(each.attribute())) {
        failures.add("file %d lost or changed %s".formatted(number, each.attribute()));
      }
    }
  }

  private static PackagesRead read(byte[] text) {
    return PackagesReader.read("mutated", new ByteArrayInputStream(text));
  }

  /** A file of packages that knows where each ends. */
  private static final class PackageFile {
    private final List<RawPackage> packages;
    private final List<Integer> ends = new ArrayList<>();
    private final byte[] text;

    PackageFile(List<RawPackage> packages) {
      this.packages = packages;
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes("{\"version\":\"2\",\"packages\":{".getBytes(UTF_8));
      for (RawPackage each : packages) {
        bytes.writeBytes((ends.isEmpty() ? "" : ",").getBytes(UTF_8));
        bytes.writeBytes(ValueMutator.MAPPER.writeValueAsBytes(each.attribute()));
        bytes.writeBytes(":".getBytes(UTF_8));
        bytes.writeBytes(each.json());
        ends.add(bytes.size());
      }
      bytes.writeBytes("}}".getBytes(UTF_8));
      text = bytes.toByteArray();
    }

    byte[] text() {
      return text;
    }

    /** The packages that end before that byte. */
    List<RawPackage> before(int at) {
      List<RawPackage> before = new ArrayList<>();
      for (int i = 0; i < packages.size() && ends.get(i) <= at; i++) {
        before.add(packages.get(i));
      }
      return before;
    }
  }
}
