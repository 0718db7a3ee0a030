package org.snowguard.server.remediation.status;

/**
 * Told of each change of a status that stood before and stands after it, within the transaction
 * that stores it: what it throws undoes that.
 */
public interface StatusListener {

  void changed(long issueId, StatusRow before, StatusRow now);
}
