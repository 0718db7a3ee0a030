package org.snowguard.server.remediation.landing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.remediation.git.NixpkgsClone;
import org.snowguard.server.web.Transactions;

/** What the source does in one run, in the parts that a benchmark times. */
public final class FollowedRepository {

  private final NixpkgsClone clone;
  private final Advances advances;

  public FollowedRepository(Path repository, Path clone, Jdbi jdbi, Transactions transactions) {
    this.clone = new NixpkgsClone(repository.toUri().toString(), clone, _ -> true);
    advances = new Advances(this.clone, jdbi, transactions, List.of());
  }

  public void fetch() throws IOException, InterruptedException {
    clone.fetch();
  }

  /** Gives how many commits were new. */
  public int index() throws IOException, InterruptedException {
    return advances.index(new TreeSet<>(clone.heads().values()), _ -> {});
  }

  /** Gives how many commits landed or left. */
  public int advance(Instant at) throws IOException, InterruptedException {
    Map<String, String> heads = clone.heads();
    int moved = advances.advance("master", heads.getOrDefault("master", ""), at);
    for (Map.Entry<String, String> head : heads.entrySet()) {
      moved += advances.advance(head.getKey(), head.getValue(), at);
    }
    return moved;
  }
}
