/**
 * What git tells of nixpkgs: the meaning of branch names and commit messages, which commits a merge
 * brought, and which of a branch's commits are reverted. Offers values and pure rules over them.
 * Must not know how a repository is read, nor where landings are stored.
 */
@NullMarked
package org.snowguard.core.landing;

import org.jspecify.annotations.NullMarked;
