package org.snowguard.formats.cve;

/** Records of an invented vendor. */
final class Fixtures {
  static final String WHOLE_RECORD =
      """
      {
        "dataType": "CVE_RECORD",
        "dataVersion": "5.1",
        "cveMetadata": {
          "cveId": "CVE-2030-12345",
          "state": "PUBLISHED",
          "assignerShortName": "acme",
          "datePublished": "2030-01-02T00:00:00",
          "dateUpdated": "2030-02-03T04:05:06.789Z"
        },
        "containers": {
          "cna": {
            "providerMetadata": {"shortName": "acme"},
            "title": "Overflow in libacme",
            "descriptions": [
              {"lang": "de", "value": "Ein Überlauf."},
              {"lang": "en-US", "value": "A heap overflow."}
            ],
            "affected": [
              {
                "vendor": "Acme",
                "product": "libacme",
                "repo": "https://github.com/acme/libacme",
                "packageURL": "pkg:generic/libacme",
                "defaultStatus": "unaffected",
                "versions": [
                  {
                    "version": "1.0", "status": "affected", "lessThan": "1.4",
                    "versionType": "semver",
                    "changes": [{"at": "1.3.9", "status": "unaffected"}]
                  },
                  {"version": "n/a", "status": "perhaps"}
                ]
              }
            ],
            "cpeApplicability": [
              {
                "operator": "AND",
                "nodes": [
                  {
                    "operator": "OR", "negate": false,
                    "cpeMatch": [
                      {
                        "vulnerable": true,
                        "criteria": "cpe:2.3:a:acme:lib\\\\:acme:*:*:*:*:*:*:*:*",
                        "versionStartExcluding": "1.0",
                        "versionEndIncluding": "1.3"
                      },
                      {
                        "vulnerable": true,
                        "criteria": "cpe:2.3:a:acme:tool:-:*:*:*:*:*:*:*"
                      }
                    ]
                  },
                  {
                    "operator": "OR", "negate": false,
                    "cpeMatch": [
                      {"vulnerable": false, "criteria": "cpe:2.3:o:acme:os:*:*:*:*:*:*:*:*"}
                    ]
                  }
                ]
              }
            ],
            "references": [
              {"url": "https://example.org/advisory", "tags": ["vendor-advisory"]}
            ],
            "metrics": [
              {
                "cvssV3_1": {
                  "version": "3.1",
                  "vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
                  "baseScore": 9.8
                }
              },
              {"cvssV3_0": {"baseScore": 5}}
            ],
            "problemTypes": [
              {"descriptions": [{"lang": "en", "cweId": "CWE-787", "description": "x"}]},
              {"descriptions": [{"lang": "en", "description": "CWE-122 Heap overflow"}]},
              {"descriptions": [{"lang": "en", "description": "n/a"}]}
            ],
            "source": {"advisory": "ghsa-2345-6789-CFGH", "discovery": "UNKNOWN"},
            "tags": ["disputed"]
          },
          "adp": [
            {
              "providerMetadata": {"shortName": "CISA-ADP"},
              "title": "CISA ADP Vulnrichment",
              "affected": [
                {"vendor": "acme", "product": "libacme", "versions": [], "cpes": []}
              ],
              "references": [
                {"url": "https://example.org/advisory", "tags": ["x_transferred"]},
                {"url": "https://example.org/fix", "tags": ["patch"]}
              ],
              "metrics": [
                {"cvssV2_0": {"vectorString": "AV:N/AC:L/Au:N/C:P/I:P/A:P"}},
                {
                  "other": {
                    "type": "ssvc",
                    "content": {
                      "timestamp": "2030-01-10T00:00:00Z",
                      "options": [{"Exploitation": "Active"}, {"Automatable": "yes"}]
                    }
                  }
                },
                {
                  "other": {
                    "type": "ssvc",
                    "content": {
                      "timestamp": "2030-01-05T00:00:00Z",
                      "options": [{"Exploitation": "none"}, {"Technical Impact": "total"}]
                    }
                  }
                },
                {"other": {"type": "kev", "content": {"dateAdded": "2030-01-09"}}}
              ]
            }
          ]
        }
      }
      """;

  static final String REJECTED_RECORD =
      """
      {
        "dataVersion": "5.1",
        "cveMetadata": {
          "cveId": "CVE-2030-0002", "state": "REJECTED", "dateUpdated": "2030-03-01T00:00:00Z"
        },
        "containers": {
          "cna": {
            "providerMetadata": {"shortName": "acme"},
            "rejectedReasons": [{"lang": "en", "value": "Withdrawn: no flaw."}]
          }
        }
      }
      """;

  private Fixtures() {}
}
