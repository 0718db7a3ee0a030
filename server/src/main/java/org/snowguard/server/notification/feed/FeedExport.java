package org.snowguard.server.notification.feed;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.notification.MaintainerNames;
import org.snowguard.server.notification.feed.FeedStore.Topic;

/** Feeds for who copies what is public. */
public final class FeedExport {

  private static final String MAINTAINER = "maintainer";

  private final FeedStore store;
  private final MaintainerNames maintainers;
  private final @Nullable URI base;

  private FeedExport(FeedStore store, MaintainerNames maintainers, @Nullable URI base) {
    this.store = store;
    this.maintainers = maintainers;
    this.base = base;
  }

  /**
   * For commands, which need no web.
   *
   * @param base how people reach the server, or null: links are relative
   */
  public static FeedExport in(Jdbi jdbi, @Nullable URI base) {
    return new FeedExport(new FeedStore(jdbi), new MaintainerNames(jdbi), base);
  }

  /**
   * A feed that is made when it is asked for.
   *
   * @param path below the export, under which a server that decodes addresses finds it
   */
  public record ExportedFeed(String path, Supplier<byte[]> content) {}

  /** That of all issues, and those of everything that public issues concerned so far. */
  public List<ExportedFeed> all() {
    AtomWriter writer = new AtomWriter(store.identity(), base);
    List<Topic> topics = store.topics();
    Map<Long, String> logins =
        maintainers.logins(
            topics.stream()
                .filter(topic -> topic.kind().equals(MAINTAINER))
                .map(topic -> Long.valueOf(topic.key()))
                .toList());
    List<ExportedFeed> feeds = new ArrayList<>();
    feeds.add(exported(writer, Feeds.issues(store).path(), () -> Feeds.issues(store)));
    for (Topic topic : topics) {
      String name =
          topic.kind().equals(MAINTAINER) ? logins.get(Long.valueOf(topic.key())) : topic.name();
      // Who maintains nothing any more has no feed on the server either.
      if (name != null) {
        feeds.add(
            exported(
                writer,
                "/feed/%s/%s.atom".formatted(topic.kind(), fileName(name)),
                () -> Feeds.feed(store, topic.kind(), name, topic.key())));
      }
    }
    return feeds;
  }

  /** Names come from nixpkgs and GitHub: none leads out of its folder. */
  private static String fileName(String name) {
    String safe = name.replace("%", "%25").replace("/", "%2F").replace("\\", "%5C");
    return safe.startsWith(".") ? "%2E" + safe.substring(1) : safe;
  }

  private static ExportedFeed exported(AtomWriter writer, String path, Supplier<Feed> feed) {
    return new ExportedFeed(path.substring(1), () -> writer.write(feed.get()));
  }
}
