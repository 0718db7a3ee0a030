package org.snowguard.contract;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Assumptions;

/**
 * A package of the npm registry that tests read and nobody commits. It is fetched by npm, which
 * knows the registry, the proxy and the certificates of the machine, and kept in the user's cache.
 *
 * @param integrity of the archive, as npm writes it: sha512 in Base64
 */
record NpmPackage(String name, String version, String integrity) {

  /** GitHub's description of its API and of its webhooks. */
  static final NpmPackage OPENAPI =
      new NpmPackage(
          "@octokit/openapi",
          "23.0.2",
          "sha512-pV8M7L9GY23AybNvTmo2nyjmpmnt6+2sRE/tqr0ZLQcPS4lnw7u5eZGNmwRNkBC3D7gZXbFx5AHzLUVRBXGDhg==");

  /** Messages that GitHub sent. */
  static final NpmPackage WEBHOOK_EXAMPLES =
      new NpmPackage(
          "@octokit/webhooks-examples",
          "7.6.1",
          "sha512-De6U3XB6O3DtCa7bKgCMzTHdeopqqZ6SNivMYJnK65ierKL1AnNIA0tkRYCRS7lwGT792d+Ps1WbfHlso6MynQ==");

  private static final int PATIENCE = 120;

  /** A file of it; the test is skipped where neither the cache nor the registry has the package. */
  byte[] file(String path) throws IOException {
    Optional<Path> archive = archive();
    Assumptions.assumeTrue(
        archive.isPresent(),
        () ->
            "skipped: %s@%s is not in the cache, and npm could not fetch it (is npm there, and does it reach its registry?)"
                .formatted(name, version));
    mustBeWhole(archive.orElseThrow());
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new GZIPInputStream(
                new BufferedInputStream(Files.newInputStream(archive.orElseThrow()))))) {
      TarArchiveEntry entry;
      while ((entry = tar.getNextEntry()) != null) {
        if (entry.getName().equals("package/" + path)) {
          return tar.readAllBytes();
        }
      }
    }
    throw new AssertionError("%s@%s has no file %s".formatted(name, version, path));
  }

  private Optional<Path> archive() throws IOException {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path directory =
        cache == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
    Path archive =
        directory
            .resolve("snowguard")
            .resolve(name.substring(1).replace('/', '-') + "-" + version + ".tgz");
    return Files.exists(archive) || isFetched(archive) ? Optional.of(archive) : Optional.empty();
  }

  private boolean isFetched(Path archive) throws IOException {
    Path parent = Files.createDirectories(archive.toAbsolutePath().getParent());
    Path fresh = Files.createTempDirectory(parent, "fetching-");
    try {
      Process npm =
          new ProcessBuilder("npm", "pack", name + "@" + version, "--silent")
              .directory(fresh.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!npm.waitFor(PATIENCE, TimeUnit.SECONDS)) {
        npm.destroyForcibly();
      }
      Path packed = fresh.resolve(archive.getFileName());
      if (!Files.exists(packed)) {
        return false;
      }
      mustBeWhole(packed);
      Files.move(packed, archive, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (IOException e) {
      return false; // There is no npm here.
    } finally {
      try (var left = Files.list(fresh)) {
        for (Path file : left.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(fresh);
    }
  }

  private void mustBeWhole(Path archive) throws IOException {
    try (InputStream in = Files.newInputStream(archive);
        DigestInputStream digested =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-512"))) {
      digested.transferTo(java.io.OutputStream.nullOutputStream());
      String found =
          "sha512-" + Base64.getEncoder().encodeToString(digested.getMessageDigest().digest());
      if (!found.equals(integrity)) {
        throw new AssertionError(
            "While reading %s: its hash is %s, not %s. Delete it, and look who changed %s@%s."
                .formatted(archive, found, integrity, name, version));
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
