package org.snowguard.core.cvss;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The metrics of one version of CVSS, in the order of its specification, with their values. */
final class CvssMetrics {

  private static final CvssMetrics VERSION_2 =
      new CvssMetrics(
          "AV:L,A,N AC:H,M,L Au:M,S,N C:N,P,C I:N,P,C A:N,P,C",
          "E:U,POC,F,H,ND RL:OF,TF,W,U,ND RC:UC,UR,C,ND CDP:N,L,LM,MH,H,ND TD:N,L,M,H,ND"
              + " CR:L,M,H,ND IR:L,M,H,ND AR:L,M,H,ND");
  private static final CvssMetrics VERSION_3 =
      new CvssMetrics(
          "AV:N,A,L,P AC:L,H PR:N,L,H UI:N,R S:U,C C:N,L,H I:N,L,H A:N,L,H",
          "E:X,U,P,F,H RL:X,O,T,W,U RC:X,U,R,C CR:X,L,M,H IR:X,L,M,H AR:X,L,M,H MAV:X,N,A,L,P"
              + " MAC:X,L,H MPR:X,N,L,H MUI:X,N,R MS:X,U,C MC:X,N,L,H MI:X,N,L,H MA:X,N,L,H");
  private static final CvssMetrics VERSION_4 =
      new CvssMetrics(
          "AV:N,A,L,P AC:L,H AT:N,P PR:N,L,H UI:N,P,A VC:H,L,N VI:H,L,N VA:H,L,N SC:H,L,N"
              + " SI:H,L,N SA:H,L,N",
          "E:X,A,P,U CR:X,H,M,L IR:X,H,M,L AR:X,H,M,L MAV:X,N,A,L,P MAC:X,L,H MAT:X,N,P"
              + " MPR:X,N,L,H MUI:X,N,P,A MVC:X,N,L,H MVI:X,N,L,H MVA:X,N,L,H MSC:X,N,L,H"
              + " MSI:X,S,N,L,H MSA:X,S,N,L,H S:X,N,P AU:X,N,Y R:X,A,U,I V:X,D,C RE:X,L,M,H"
              + " U:X,Clear,Green,Amber,Red");

  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final List<String> base;

  private CvssMetrics(String baseTable, String optionalTable) {
    addAll(baseTable);
    this.base = List.copyOf(values.keySet());
    addAll(optionalTable);
  }

  private void addAll(String table) {
    for (String metric : table.split(" ")) {
      int colon = metric.indexOf(':');
      values.put(metric.substring(0, colon), List.of(metric.substring(colon + 1).split(",")));
    }
  }

  static CvssMetrics of(CvssVersion version) {
    return switch (version) {
      case V2_0 -> VERSION_2;
      case V3_0, V3_1 -> VERSION_3;
      case V4_0 -> VERSION_4;
    };
  }

  /** Every one of them must be in a vector. */
  List<String> base() {
    return base;
  }

  Set<String> names() {
    return values.keySet();
  }

  /** Empty for a name that the version does not know. */
  List<String> valuesOf(String name) {
    return values.getOrDefault(name, List.of());
  }
}
