package org.snowguard.server.remediation.backport;

/** Hears what becomes of backports; in the transaction that stores it. */
@FunctionalInterface
public interface BackportListener {

  /** The backport action could not bring a pull request to a branch. */
  void failed(int number, String branch);
}
