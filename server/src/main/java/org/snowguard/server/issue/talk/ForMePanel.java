package org.snowguard.server.issue.talk;

import java.util.Optional;
import org.snowguard.server.account.MePanel;
import org.snowguard.server.web.CurrentAccount;

/** On the page about oneself: the newest of what concerns one. */
final class ForMePanel implements MePanel {

  private static final int SHOWN = 10;

  private final ForMe forMe;

  ForMePanel(ForMe forMe) {
    this.forMe = forMe;
  }

  @Override
  public Optional<Part> of(CurrentAccount account) {
    return Optional.of(new Part("forMe", "talk/forMeSection", forMe.of(account, SHOWN)));
  }
}
