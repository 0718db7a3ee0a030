package org.snowguard.server.ingest;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snowguard.formats.nvd.NvdResponseReader;
import org.snowguard.server.ingest.cvelist.CveListFollower;
import org.snowguard.server.ingest.cvelist.CveListSource;
import org.snowguard.server.ingest.epss.EpssSource;
import org.snowguard.server.ingest.kev.KnownExploitedSource;
import org.snowguard.server.ingest.nvd.NvdSettings;
import org.snowguard.server.ingest.nvd.NvdSource;
import org.snowguard.server.ingest.osv.OsvSource;
import org.snowguard.server.ingest.source.HttpFetch;
import org.snowguard.server.ingest.source.Source;
import org.snowguard.server.ingest.source.Wanted;

/** The sources that the settings switch on, at their own addresses or at those that are given. */
final class FollowedSources {

  private static final String KEV =
      "https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json";
  private static final String EPSS =
      "https://epss.empiricalsecurity.com/epss_scores-current.csv.gz";
  private static final String CVE_LIST =
      "https://api.github.com/repos/CVEProject/cvelistV5/releases?per_page=100";
  private static final String NVD = "https://services.nvd.nist.gov/rest/json/cves/2.0";
  private static final String OSV = "https://osv-vulnerabilities.storage.googleapis.com/";

  private final SourcesSettings settings;
  private final HttpFetch fetch;
  private final ThreatSink threats;
  private final CveListSource cveList;
  private final RecordSink records;
  private final ImportRuns runs;
  private final Clock clock;

  FollowedSources(
      SourcesSettings settings,
      HttpFetch fetch,
      ThreatSink threats,
      CveListSource cveList,
      RecordSink records,
      ImportRuns runs,
      Clock clock) {
    this.settings = settings;
    this.fetch = fetch;
    this.threats = threats;
    this.cveList = cveList;
    this.records = records;
    this.runs = runs;
    this.clock = clock;
  }

  List<Source> all() {
    List<Source> all = new ArrayList<>();
    at(settings.cveList(), CVE_LIST, uri -> all.add(new CveListFollower(uri, fetch, cveList)));
    at(settings.kev(), KEV, uri -> all.add(new KnownExploitedSource(uri, fetch, threats)));
    at(settings.epss(), EPSS, uri -> all.add(new EpssSource(uri, fetch, threats)));
    at(settings.nvd(), NVD, uri -> all.add(nvd(uri)));
    at(
        settings.osv(),
        OSV,
        uri ->
            settings.osvEcosystems().stream()
                .map(name -> new OsvSource(uri, name, fetch, records, runs, clock))
                .forEach(all::add));
    return all;
  }

  private void at(@Nullable String given, String own, Consumer<URI> followed) {
    URI address = settings.address(given, own);
    if (address != null) {
      followed.accept(address);
    }
  }

  private NvdSource nvd(URI address) {
    String key = settings.keyOfNvd();
    Wanted.Secret secret = key == null ? null : new Wanted.Secret(NvdSettings.KEY_HEADER, key);
    NvdSettings asked =
        new NvdSettings(address, secret, settings.nvdPause(), NvdResponseReader.LARGEST_PAGE);
    return new NvdSource(asked, fetch, records, runs, Thread::sleep, clock);
  }
}
