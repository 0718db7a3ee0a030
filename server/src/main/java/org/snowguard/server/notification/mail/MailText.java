package org.snowguard.server.notification.mail;

/** What a mail says, in plain text; the footer is added when it leaves. */
public record MailText(String subject, String body) {}
