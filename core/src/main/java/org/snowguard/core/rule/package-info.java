/**
 * Standing rules: which cards a rule of the security team takes out of the queue by itself. Offers
 * {@link org.snowguard.core.rule.StandingRule}, a pure function over a card's values. Must not know
 * who made a rule, where cards are stored or how a draft is filled.
 */
@NullMarked
package org.snowguard.core.rule;

import org.jspecify.annotations.NullMarked;
