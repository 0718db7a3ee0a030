package org.snowguard.core.project;

/** The name in the name of an archive. */
final class ArchiveName {
  private ArchiveName() {}

  /** {@code requests} of {@code requests-2.32.3.tar.gz} and of {@code requests_2.32.tar.gz}. */
  static String of(String file) {
    for (int i = 1; i + 1 < file.length(); i++) {
      char separator = file.charAt(i);
      boolean version =
          Character.isDigit(file.charAt(i + 1))
              || (file.charAt(i + 1) == 'v'
                  && i + 2 < file.length()
                  && Character.isDigit(file.charAt(i + 2)));
      if ((separator == '-' || separator == '_') && version) {
        return file.substring(0, i);
      }
    }
    return file;
  }
}
