package org.snowguard.core.issue;

/** What may happen to the state of an issue. */
public sealed interface IssueMove {

  record Publish() implements IssueMove {}

  record Close(CloseReason reason) implements IssueMove {}

  record Reopen() implements IssueMove {}
}
