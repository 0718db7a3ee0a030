/**
 * Mail addresses that people confirmed, and mails on their way to them. Offers {@link
 * org.snowguard.server.notification.mail.MailOutbox} and asks {@link
 * org.snowguard.server.notification.mail.MailWriter} for the words. Must not know what mails tell.
 */
@NullMarked
package org.snowguard.server.notification.mail;

import org.jspecify.annotations.NullMarked;
