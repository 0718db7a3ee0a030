/**
 * Owns what every page shares: the layout, errors, paging, transactions and who may call a handler.
 * Offers {@link org.snowguard.server.web.Reply}, {@link org.snowguard.server.web.Access}, {@link
 * org.snowguard.server.web.Chrome} and {@link org.snowguard.server.web.Transactions} to the
 * features above it. Must not know any feature: accounts reach it through {@link
 * org.snowguard.server.web.AccountLookup} and {@link org.snowguard.server.web.TokenLookup}.
 */
@NullMarked
package org.snowguard.server.web;

import org.jspecify.annotations.NullMarked;
