package org.snowguard.core.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommitGraphTest {

  private final CommitGraph graph = new CommitGraph();

  private static String hash(String name) {
    return "%040x".formatted(name.hashCode() & 0xffff);
  }

  private void add(String name, String... parents) {
    graph.add(hash(name), Arrays.stream(parents).map(CommitGraphTest::hash).toList());
  }

  @Test
  void mergeBringsItsBranchAndNothingOfTheMainLine() {
    add("m2", "m1", "t2");
    add("m1", "d1", "s1");
    add("t2", "t1");
    add("t1", "x");
    add("x", "d0", "d1");
    add("s1", "d0");
    add("d1", "d0");
    add("d0");
    assertThat(graph.carried(List.of(hash("m2")), List.of(hash("m1"), hash("m2"))))
        .containsExactly(
            new CommitGraph.Carried(hash("m1"), List.of(hash("s1"))),
            new CommitGraph.Carried(hash("m2"), List.of(hash("t1"), hash("t2"))));
  }

  @Test
  void wholeBranchIsNoPullRequest() {
    for (int index = 2000; index > 0; index--) {
      if (index == 2000) {
        add("merge", "base", "c2000");
      }
      add("c" + index, index == 1 ? "base" : "c" + (index - 1));
    }
    add("base");
    assertThat(graph.size()).isEqualTo(2002);
    assertThat(graph.carried(List.of(hash("merge")), List.of(hash("merge")))).isEmpty();
  }
}
