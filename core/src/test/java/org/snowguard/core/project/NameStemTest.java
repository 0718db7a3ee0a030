package org.snowguard.core.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameStemTest {
  @ParameterizedTest
  @CsvSource({
    "firefox-unwrapped, firefox, firefox, firefox",
    "git-minimal, git, git, git",
    "php-with-extensions, php, php, php",
    "postgresql-and-plugins, postgresql, postgresql, postgresql",
    "poppler-qt6, poppler-qt6, poppler, poppler",
    "hdf5-cpp-fortran, hdf5-cpp-fortran, hdf5, hdf5",
    "firefox-bin-unwrapped, firefox-bin, firefox, firefox",
    "tomcat10, tomcat10, tomcat10, tomcat",
    "x264, x264, x264, x264",
    "bzip2, bzip2, bzip2, bzip"
  })
  void cutsMarksOfBuilds(String name, String stem, String sameSource, String series) {
    assertThat(NameStem.of(name)).isEqualTo(stem);
    assertThat(NameStem.ofSameSource(NameStem.of(name))).isEqualTo(sameSource);
    assertThat(NameStem.ofSeries(NameStem.ofSameSource(NameStem.of(name)))).isEqualTo(series);
  }
}
