package org.snowguard.server.remediation.pull;

/**
 * Told when the fixes of a vulnerability in a project are others, or stand otherwise. Every bean of
 * this type is called in the transaction that stores it.
 */
public interface FixListener {

  void changed(long vulnerability, long project);
}
