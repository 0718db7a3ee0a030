package org.snowguard.world;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The world while it runs. */
public final class FakeWorld implements AutoCloseable {

  private final WorldServer server;
  private final WorldTime time;
  private final Faults faults;
  private final Instant begin;
  private final Instant end;
  private final Clock clock;
  private final CveFiles files;
  private final AtomicLong revisions = new AtomicLong(-1);
  private final List<Sent> sent = new CopyOnWriteArrayList<>();

  /**
   * What the world is made of.
   *
   * @param directory keeps its files; those of another run with the same values are used again
   * @param data the real data; where it is absent, or null, small content is made up
   * @param seed of the content that is made up
   * @param releasesADay of the CVE list
   * @param scores rows of the file of EPSS
   */
  public record Plan(
      Path directory,
      @org.jspecify.annotations.Nullable Path data,
      long seed,
      int releasesADay,
      int scores) {

    boolean isReal() {
      return data != null && RealContent.isIn(data);
    }

    private Content content() {
      return data != null && RealContent.isIn(data)
          ? new RealContent(data)
          : new MadeContent(seed, new MadeContent.Size(300, 400, 20, 60));
    }

    private MadeFiles made(String name) throws IOException {
      return new MadeFiles(files().resolve(name));
    }

    private Path files() throws IOException {
      String name = isReal() ? "real-" + releasesADay : "made-%d-%d".formatted(seed, releasesADay);
      return Files.createDirectories(directory.resolve(name));
    }
  }

  /**
   * An answer that went out whole.
   *
   * @param at by our time, right after its last byte
   */
  public record Sent(String path, int status, Instant at) {}

  private FakeWorld(Plan plan, int port, double daysPerMinute, Clock clock) throws IOException {
    this.clock = clock;
    Content content = plan.content();
    files = CveFiles.in(plan.files().resolve("cve"), content, plan.releasesADay());
    begin = files.begin();
    end = begin.plus(Duration.ofDays(content.days()));
    time = new WorldTime(begin, daysPerMinute, clock);
    Map<String, Service> services = new TreeMap<>();
    List<Service> all =
        List.of(
            new CveListService(files),
            new KnownExploitedService(content),
            new EpssService(plan.made("epss-" + plan.scores()), files.ids(), plan.scores()),
            new NvdService(content, plan.isReal() ? 10 : 3, new RequestRate(clock)),
            new OsvService(content),
            new ChannelService(plan.made("channels"), content, begin, this::revision));
    all.forEach(service -> services.put(service.name(), service));
    faults = new Faults(services.keySet());
    server = new WorldServer(port, services, faults, this::now, this::note);
  }

  /**
   * Opens a world at its beginning.
   *
   * @param port 0 takes a free one
   * @param daysPerMinute how fast its time runs; 0: it stands until {@link #advanceTo}
   */
  public static FakeWorld open(Plan plan, int port, double daysPerMinute, Clock clock)
      throws IOException {
    return new FakeWorld(plan, port, daysPerMinute, clock);
  }

  private void note(String path, int status) {
    sent.add(new Sent(path, status, clock.instant()));
  }

  /** The names of its services. */
  public Set<String> services() {
    return faults.services();
  }

  public Faults faults() {
    return faults;
  }

  /** By the world's time; it ends with its last change. */
  public Instant now() {
    Instant now = time.now();
    return now.isAfter(end) ? end : now;
  }

  /** Every day one, unless they are set by hand; then the time runs on while they stand. */
  private long revision(Instant moment) {
    long byHand = revisions.get();
    return byHand < 0
        ? Math.max(0, Duration.between(begin, moment).toDays())
        : Math.max(0, byHand - Duration.between(moment, now()).toDays());
  }

  /** Sets how many times channels have advanced; they stand there until this is called again. */
  public void advanceChannelsTo(long revision) {
    revisions.set(revision);
  }

  /** To which commits the channels point whose packages are published. */
  public Map<String, String> heads() {
    return ChannelService.heads(revision(now()));
  }

  public void advanceTo(Instant moment) {
    time.set(moment);
  }

  /** Lets its time run so fast from now on; 0 stops it. */
  public void run(double daysPerMinute) {
    time.run(daysPerMinute);
  }

  public Instant begin() {
    return begin;
  }

  public Instant end() {
    return end;
  }

  /** The answers since the beginning, in the order in which they ended. */
  public List<Sent> sent() {
    return List.copyOf(sent);
  }

  /** When the newest release of the CVE list was made. */
  public Instant newestRelease() {
    return files.newest(now(), 0, 1).stream().map(CveFiles.Delta::at).findFirst().orElse(begin);
  }

  /** The ids of the records in a file of changes that was sent. */
  public Set<String> recordsIn(Sent one) throws IOException {
    Instant at = CveListService.moment(one.path().substring(one.path().lastIndexOf('/') + 1));
    for (CveFiles.Delta delta : files.newest(end, 0, Integer.MAX_VALUE)) {
      if (delta.at().equals(at)) {
        return CveFiles.ids(delta.file());
      }
    }
    return Set.of();
  }

  public URI root() {
    return server.root();
  }

  /** Settings that point a server here. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    String prefix = "snowguard.sources.";
    settings.put(
        prefix + "cve-list", root() + "/cve-list/repos/CVEProject/cvelistV5/releases?per_page=100");
    settings.put(prefix + "kev", root() + "/kev" + KnownExploitedService.PATH);
    settings.put(prefix + "epss", root() + "/epss" + EpssService.PATH);
    settings.put(prefix + "nvd", root() + "/nvd" + NvdService.PATH);
    settings.put(prefix + "osv", root() + "/osv/");
    settings.put(prefix + "osv-ecosystems", OsvService.ECOSYSTEM);
    settings.put(
        prefix + "channels",
        root() + "/channels" + ChannelService.QUERY + "?query=channel_revision");
    settings.put(
        prefix + "channel-packages", root() + "/channels/{channel}" + ChannelService.PACKAGES);
    return settings;
  }

  @Override
  public void close() {
    server.close();
  }
}
