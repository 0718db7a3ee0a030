/**
 * Standing rules of the security team: who made which, what a dry run showed, and their daily work
 * on the queue. Offers {@link org.snowguard.server.issue.rule.Rules}. Must not know how a card is
 * judged or how a draft is published.
 */
@NullMarked
package org.snowguard.server.issue.rule;

import org.jspecify.annotations.NullMarked;
