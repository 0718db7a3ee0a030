package org.snowguard.server.notification.mail;

/** Ends all mail, or says that it is ended. */
public record UnsubscribePage(String token, boolean done) {}
