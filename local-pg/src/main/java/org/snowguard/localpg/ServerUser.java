package org.snowguard.localpg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The user that PostgreSQL runs as. It refuses to run as root, so root needs another one. */
sealed interface ServerUser {
  /** The command that runs the given one as this user. */
  List<String> wrap(List<String> command);

  /** Lets this user own a directory that it is going to write to. */
  void own(Path path) throws IOException;

  /** Whether this user reaches files of its own anywhere that our process does. */
  boolean reaches(Path directory);

  /** An ordinary user: PostgreSQL runs as whoever runs Snowguard. */
  record Ourselves() implements ServerUser {
    @Override
    public List<String> wrap(List<String> command) {
      return command;
    }

    @Override
    public void own(Path path) {}

    @Override
    public boolean reaches(Path directory) {
      return true;
    }

    @Override
    public String toString() {
      return "the user who runs Snowguard";
    }
  }

  /** Root starts PostgreSQL as an existing user without privileges. */
  record Other(String name, int uid, int gid, List<String> launcher) implements ServerUser {
    @Override
    public List<String> wrap(List<String> command) {
      return Stream.concat(launcher.stream(), command.stream()).toList();
    }

    @Override
    public void own(Path path) throws IOException {
      Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public boolean reaches(Path directory) {
      return Command.run(Path.of("/"), wrap(List.of("test", "-x", directory.toString())))
          .succeeded();
    }

    @Override
    public String toString() {
      return "user " + name;
    }
  }

  /** Root without a user to change to: a user namespace in which we appear as nobody. */
  record Namespace() implements ServerUser {
    @Override
    public List<String> wrap(List<String> command) {
      return Stream.concat(Stream.of("unshare", "-U", "--"), command.stream()).toList();
    }

    @Override
    public void own(Path path) {}

    @Override
    public boolean reaches(Path directory) {
      return true;
    }

    @Override
    public String toString() {
      return "root inside a user namespace";
    }
  }

  /** Names tried in this order; none is ever created by us. */
  List<String> CANDIDATES = List.of("snowguard", "postgres", "nobody");

  static ServerUser choose() {
    if (!LocalPostgresConfig.runsAsRoot()) {
      return new Ourselves();
    }
    return CANDIDATES.stream()
        .flatMap(name -> other(name).stream())
        .findFirst()
        .or(ServerUser::namespace)
        .orElseThrow(
            () ->
                new LocalPostgresException(
                    "PostgreSQL refuses to run as root, and this system lets us change neither to"
                        + " one of the users "
                        + CANDIDATES
                        + " (by setpriv, runuser or su) nor into a user namespace (unshare -U)."
                        + " Run Snowguard as an ordinary user, create a system user `snowguard`,"
                        + " or give the address of a PostgreSQL service in DATABASE_URL."));
  }

  static Optional<ServerUser> other(String name) {
    return idOf("-u", name)
        .flatMap(
            uid ->
                idOf("-g", name)
                    .flatMap(
                        gid ->
                            launchers(name, uid, gid)
                                .filter(ServerUser::works)
                                .findFirst()
                                .map(launcher -> new Other(name, uid, gid, launcher))));
  }

  static Optional<ServerUser> namespace() {
    Namespace namespace = new Namespace();
    return works(namespace.wrap(List.of())) ? Optional.of(namespace) : Optional.empty();
  }

  private static Stream<List<String>> launchers(String name, int uid, int gid) {
    return Stream.of(
        List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--"),
        List.of("runuser", "-u", name, "--"),
        List.of("su", "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", "--", name));
  }

  private static boolean works(List<String> launcher) {
    List<String> trial = Stream.concat(launcher.stream(), Stream.of("true")).toList();
    return Command.run(Path.of("/"), trial).succeeded();
  }

  private static Optional<Integer> idOf(String kind, String name) {
    Command.Result result = Command.run(Path.of("/"), List.of("id", kind, name));
    return result.succeeded() ? Optional.of(Integer.valueOf(result.output())) : Optional.empty();
  }
}
