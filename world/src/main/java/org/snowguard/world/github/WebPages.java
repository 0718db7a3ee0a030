package org.snowguard.world.github;

import java.util.Collection;

/**
 * Pages for people: what is in a repository, what stands in an issue, and a button to change it.
 */
final class WebPages {

  private WebPages() {}

  static Reply of(Request request, Collection<Repository> repositories) {
    for (Repository repository : repositories) {
      String root = "/" + repository.name();
      for (Issue issue : repository.issues()) {
        String number = "/" + issue.number();
        if (request.path().equals(root + "/issues" + number)
            || request.path().equals(root + "/pull" + number)) {
          if (!request.isRead()) {
            act(repository, issue, request.fields().getOrDefault("act", ""));
            return Reply.redirect(request.path());
          }
          return Reply.html(200, page(repository, issue));
        }
      }
      if (request.path().equals(root) || request.path().equals(root + "/issues")) {
        return Reply.html(200, list(repository));
      }
    }
    return Reply.html(404, "<!doctype html><title>Not found</title><p>There is no such page.");
  }

  /** By the first account there is, so that people can try what a change on GitHub does. */
  private static void act(Repository repository, Issue issue, String act) {
    User actor = repository.people().users().getFirst();
    switch (act) {
      case "close" -> repository.close(issue.number(), actor, "completed", null);
      case "reopen" -> repository.reopen(issue.number(), actor);
      case "merge" -> repository.merge(issue.number(), actor, "%040x".formatted(issue.id()));
      default -> {
        // Nothing that the page offers.
      }
    }
  }

  private static String list(Repository repository) {
    StringBuilder page = new StringBuilder("<!doctype html><title>Issues</title><ul>");
    for (Issue issue : repository.issues().reversed()) {
      page.append(
          "<li><a href=\"/%s/issues/%d\">#%d</a> %s (%s)"
              .formatted(
                  repository.name(),
                  issue.number(),
                  issue.number(),
                  SignIn.escape(issue.title()),
                  issue.state()));
    }
    return page.append("</ul>").toString();
  }

  private static String page(Repository repository, Issue issue) {
    StringBuilder page = new StringBuilder("<!doctype html><title>Issue</title>");
    page.append(
        "<h1>%s #%d</h1><p>%s, labels %s<pre>%s</pre>"
            .formatted(
                SignIn.escape(issue.title()),
                issue.number(),
                issue.state(),
                SignIn.escape(issue.labels().toString()),
                SignIn.escape(issue.body())));
    for (Comment comment : repository.comments(issue.number())) {
      page.append(
          "<hr><p>%s<pre>%s</pre>"
              .formatted(
                  SignIn.escape(repository.people().shown(comment.author()).login()),
                  SignIn.escape(comment.body())));
    }
    String offered = issue.pull() != null ? "merge" : issue.isOpen() ? "close" : "reopen";
    page.append(
        "<form method=post><button name=act value=%1$s>%1$s</button></form>".formatted(offered));
    return page.toString();
  }
}
