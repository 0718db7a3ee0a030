package org.snowguard.server.suggestion;

import org.jspecify.annotations.Nullable;
import org.snowguard.server.nixpkgs.Project;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.vulnerability.Vulnerability;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.LocalPath;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Reply;
import org.snowguard.server.web.Scope;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Proposals of people who may not decide, and links that triagers make by hand. */
@Controller
final class ProposalPages {

  private final Proposals proposals;
  private final HandLinks links;
  private final Vulnerabilities vulnerabilities;
  private final Projects projects;

  ProposalPages(
      Proposals proposals, HandLinks links, Vulnerabilities vulnerabilities, Projects projects) {
    this.proposals = proposals;
    this.links = links;
    this.vulnerabilities = vulnerabilities;
    this.projects = projects;
  }

  @Access(value = AccessLevel.SIGNED_IN, scopes = Scope.TRIAGE)
  @PostMapping("/queue/{id}/propose")
  Reply propose(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") String attribute,
      @RequestParam(defaultValue = "") String note,
      @RequestParam(defaultValue = "/queue") String back,
      CurrentAccount account) {
    String word = note.isBlank() ? null : note.strip();
    if (!attribute.isBlank()) {
      proposals.proposePackage(id, attribute.strip(), word, account.number());
    } else if (!reason.isBlank()) {
      proposals.proposeDismissal(id, SuggestionPages.reason(reason), word, account.number());
    } else {
      throw new BadInput(
          "making a proposal", "an empty form", "choose a reason, or name a package to add.");
    }
    return Reply.redirect(back).notice("Proposed. A triager decides.");
  }

  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping("/queue/proposal/{id}/accept")
  Reply accept(
      @PathVariable long id,
      @RequestParam int revision,
      @RequestParam(defaultValue = "/queue?tab=proposals") String back,
      CurrentAccount account) {
    Acted acted = proposals.accept(id, revision, account.number());
    return Reply.redirect(back).notice("Did as proposed: " + acted.label() + ".");
  }

  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping("/queue/proposal/{id}/decline")
  Reply decline(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String note,
      @RequestParam(defaultValue = "/queue?tab=proposals") String back,
      CurrentAccount account) {
    proposals.decline(id, note.isBlank() ? null : note.strip(), account.number());
    return Reply.redirect(back).notice("Declined.");
  }

  /** Links a vulnerability to a project, named by its slug or by one of its packages. */
  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping("/vulnerability/{id}/link")
  Reply link(
      @PathVariable String id,
      @RequestParam String project,
      @RequestParam(required = false) @Nullable String note,
      CurrentAccount account) {
    Vulnerability vulnerability =
        vulnerabilities
            .find(id)
            .orElseThrow(
                () -> new NotFound("linking by hand", "id \"" + id + "\"", "search for it."));
    String name = project.strip();
    Project found =
        projects
            .find(name)
            .or(() -> projects.ofAttribute(name))
            .orElseThrow(
                () ->
                    new NotFound(
                        "linking by hand",
                        "project \"" + name + "\"",
                        "use a project's name, or the attribute of one of its packages."));
    Acted acted = links.link(vulnerability.id(), found.id(), note, account.number());
    return Reply.redirect("/vulnerability/" + LocalPath.segment(vulnerability.publicId()))
        .notice("Linked: " + acted.label() + ".");
  }
}
