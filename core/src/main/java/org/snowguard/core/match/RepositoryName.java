package org.snowguard.core.match;

/** Texts that may name a repository on a forge. */
final class RepositoryName {
  private RepositoryName() {}

  /** {@code owner/name}. */
  static boolean isOwnerAndName(String product) {
    int slash = product.indexOf('/');
    return slash > 0
        && slash == product.lastIndexOf('/')
        && slash + 1 < product.length()
        && isPart(product.substring(0, slash))
        && isPart(product.substring(slash + 1));
  }

  /** Whether it could be an owner or a name of one. */
  static boolean isPart(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '-' && c != '_' && c != '.') {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
