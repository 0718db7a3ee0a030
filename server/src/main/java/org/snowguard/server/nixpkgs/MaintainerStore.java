package org.snowguard.server.nixpkgs;

import java.util.Collection;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/** Who maintains packages. */
final class MaintainerStore {

  private final Jdbi jdbi;

  MaintainerStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Those of the given people who maintain a package that some followed channel has now. */
  Set<Long> maintaining(Collection<Long> gitHubIds) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select asked from unnest(:ids) asked
                    where exists (
                      select from package_maintainer
                      join package_span using (metadata_id)
                      where github_id = asked and last_snapshot is null)
                    """)
                .bind("ids", gitHubIds.toArray(Long[]::new))
                .mapTo(Long.class)
                .set());
  }
}
