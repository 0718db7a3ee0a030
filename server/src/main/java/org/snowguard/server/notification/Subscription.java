package org.snowguard.server.notification;

/**
 * What somebody follows.
 *
 * @param name what the page calls it: the slug of a project, the login of a maintainer
 * @param path of its page
 * @param raw whether likely suggestions are told before anybody looked at them
 */
public record Subscription(
    long id, Followed followed, String name, String path, Way way, boolean raw) {}
