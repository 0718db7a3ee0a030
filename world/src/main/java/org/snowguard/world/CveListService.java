package org.snowguard.world;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The releases of the CVE list as GitHub lists them: each names the changes since the one before,
 * and the baseline of its day.
 */
final class CveListService implements Service {

  private static final String LISTING = "/repos/CVEProject/cvelistV5/releases";
  private static final String DOWNLOAD = "/CVEProject/cvelistV5/releases/download/";
  private static final String BASELINE = "_all_CVEs_at_midnight.zip.zip";
  private static final String DELTA = "_delta_CVEs_at_";
  private static final int PAGE = 30;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmm'Z'");
  private static final DateTimeFormatter DELTA_NAME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'" + DELTA + "'HHmm'Z.zip'");

  private final CveFiles files;
  private final JsonMapper json = JsonMapper.shared();

  CveListService(CveFiles files) {
    this.files = files;
  }

  @Override
  public String name() {
    return "cve-list";
  }

  @Override
  public Answer answer(Asked asked, Instant now) throws IOException {
    if (asked.path().equals(LISTING)) {
      return Answer.of(Answer.JSON, Body.of(json.writeValueAsBytes(listing(asked, now))));
    }
    String file = asked.path().substring(asked.path().lastIndexOf('/') + 1);
    if (!asked.path().startsWith(DOWNLOAD)) {
      return Answer.refused(404, "There is " + LISTING + "\n");
    }
    return file.endsWith(BASELINE) ? baseline(file, now) : delta(file, now);
  }

  private Answer baseline(String file, Instant now) throws IOException {
    Instant midnight = midnight(LocalDate.parse(file.substring(0, 10)));
    return midnight.isAfter(now) || midnight.isBefore(files.begin())
        ? Answer.refused(404, "no baseline of this day\n")
        : Answer.of(Answer.ZIP, Body.of(files.baseline(midnight)));
  }

  private Answer delta(String file, Instant now) {
    Instant at = moment(file);
    return files.newest(now, 0, Integer.MAX_VALUE).stream()
        .filter(delta -> delta.at().equals(at))
        .findFirst()
        .map(delta -> Answer.of(Answer.ZIP, Body.of(delta.file())))
        .orElse(Answer.refused(404, "no changes of this time\n"));
  }

  /** Up to which moment a file of this name tells of changes. */
  static Instant moment(String file) {
    return DELTA_NAME.parse(file, java.time.LocalDateTime::from).toInstant(ZoneOffset.UTC);
  }

  private ArrayNode listing(Asked asked, Instant now) throws IOException {
    int size = Math.clamp(asked.number("per_page", PAGE), 1, 100);
    int skip = (asked.number("page", 1) - 1) * size;
    ArrayNode list = json.createArrayNode();
    List<CveFiles.Delta> newest = files.newest(now, skip, size);
    for (CveFiles.Delta delta : newest) {
      ArrayNode assets = release(list, delta.at(), asked);
      asset(assets, DELTA_NAME.format(delta.at().atOffset(ZoneOffset.UTC)), delta.at(), asked)
          .put("size", Files.size(delta.file()))
          .put("digest", "sha256:" + delta.sha256());
    }
    if (newest.size() < size && !now.isBefore(files.begin())) {
      release(list, files.begin(), asked);
    }
    return list;
  }

  /** Size and digest of a baseline are left out: it is made when somebody asks for it. */
  private static ArrayNode release(ArrayNode list, Instant at, Asked asked) {
    String day = at.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    ObjectNode release = list.addObject();
    release.put("tag_name", tag(at)).put("name", "CVE " + at).put("published_at", at.toString());
    ArrayNode assets = release.putArray("assets");
    asset(assets, day + BASELINE, at, asked);
    return assets;
  }

  private static ObjectNode asset(ArrayNode assets, String name, Instant at, Asked asked) {
    return assets
        .addObject()
        .put("name", name)
        .put("browser_download_url", asked.root() + DOWNLOAD + tag(at) + "/" + name);
  }

  private static String tag(Instant at) {
    var time = at.truncatedTo(ChronoUnit.MINUTES).atOffset(ZoneOffset.UTC);
    return "cve_%s_%s".formatted(time.toLocalDate(), TIME.format(time));
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC);
  }
}
