package org.snowguard.server.nixpkgs;

/**
 * Two attributes of one project, of which one vanished from a channel in the snapshot in which the
 * other appeared.
 *
 * @param from the attribute that vanished
 * @param to the one that appeared
 * @param sameName whether their derivations have the same name; else the project alone says it
 * @param at the snapshot
 */
public record PackageMove(
    String channel, String from, String to, boolean sameName, SnapshotPoint at) {}
