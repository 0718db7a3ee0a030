package org.snowguard.server.browse;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snowguard.server.remediation.landing.CommitFacts;
import org.snowguard.server.remediation.landing.Landing;
import org.snowguard.server.remediation.landing.Landings;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Reply;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Which branches and channels have a commit of nixpkgs, since when. */
@Controller
final class CommitPages {

  static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{40}");

  private final Landings landings;

  CommitPages(Landings landings) {
    this.landings = landings;
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/commit/{hash}")
  Reply show(@PathVariable String hash) {
    String trying = "asking where a commit has arrived";
    if (!HASH.matcher(hash).matches()) {
      throw new BadInput(trying, "\"" + hash + "\"", "give the whole hash, 40 hexadecimal digits.");
    }
    String commit = hash.toLowerCase(Locale.ROOT);
    Optional<CommitFacts> facts = landings.commit(commit);
    List<Landing> found =
        landings.of(commit).stream().sorted(Comparator.comparing(Landing::ref)).toList();
    if (facts.isEmpty() && found.isEmpty()) {
      throw new NotFound(
          trying,
          "commit " + commit,
          "it is in no branch or channel that is followed, or came after their history was last"
              + " read, or that is not read here (docs/landings.md).");
    }
    CommitPage page = new CommitPage(commit, facts.orElse(null), found);
    return Reply.page("browse/commit", page).twin(page);
  }
}
