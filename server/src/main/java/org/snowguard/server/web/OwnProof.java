package org.snowguard.server.web;

/**
 * A path whose POST proves by itself that its sender meant it, so that no form's token is asked for
 * there: a signature over the body, a secret in the address. A bean for each; its handler looks at
 * no cookie.
 *
 * @param path exact, or with a {@code *} for one segment
 * @param proof in words, for the table of who may call what: {@code signature of the body}
 */
public record OwnProof(String path, String proof) {}
