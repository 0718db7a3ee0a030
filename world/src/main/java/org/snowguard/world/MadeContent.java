package org.snowguard.world;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Small made-up content, the same for the same seed: packages with names that no other project has,
 * and records about half of them; new ones, changed ranges, rejections, and updates of the time
 * alone.
 */
final class MadeContent implements Content {

  /**
   * How much of it there is.
   *
   * @param records in the beginning
   * @param aDay changes of records a day
   */
  record Size(int packages, int records, int aDay, int days) {}

  private static final LocalDate FIRST = LocalDate.of(2025, 1, 31);

  private final Size size;
  private final List<MadePackage> packages = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<MadeRecord> records = new ArrayList<>();
  private final JsonMapper json = JsonMapper.shared();

  private record Change(int day, MadeRecord record) {}

  MadeContent(long seed, Size size) {
    this.size = size;
    Random random = new Random(seed);
    for (int number = 0; number < size.packages(); number++) {
      packages.add(MadePackage.of(number, random));
    }
    Instant begin = FIRST.atStartOfDay().toInstant(java.time.ZoneOffset.UTC);
    for (int number = 0; number < size.records(); number++) {
      add(0, begin.plusSeconds(number), random);
    }
    for (int day = 1; day <= size.days(); day++) {
      for (int number = 0; number < size.aDay(); number++) {
        Instant at = begin.plusSeconds(day * 86_400L + number * 86_000L / size.aDay());
        change(day, at, random);
      }
    }
  }

  private void add(int day, Instant at, Random random) {
    MadePackage about = packages.get(random.nextInt(packages.size()));
    MadeRecord record = MadeRecord.first(records.size(), about, at, random);
    records.add(record);
    changes.add(new Change(day, record));
  }

  private void change(int day, Instant at, Random random) {
    int kind = random.nextInt(10);
    int which = random.nextInt(records.size());
    MadeRecord old = records.get(which);
    if (kind < 5) {
      add(day, at, random);
      return;
    }
    MadeRecord changed =
        switch (kind) {
          case 5, 6, 7 -> old.withRange(random.nextInt(10), at);
          case 8 -> old.touched(at);
          default -> old.rejected(at);
        };
    records.set(which, changed);
    changes.add(new Change(day, changed));
  }

  @Override
  public LocalDate firstDay() {
    return FIRST;
  }

  @Override
  public int days() {
    return size.days();
  }

  @Override
  public void records(RecordTarget target) throws IOException {
    // A release holds a record once, in its newest form.
    for (int number = 0; number < changes.size(); number++) {
      Change change = changes.get(number);
      String id = change.record().id();
      boolean isLast =
          changes.subList(number + 1, changes.size()).stream()
              .takeWhile(later -> later.day() == change.day())
              .noneMatch(later -> later.record().id().equals(id));
      if (isLast) {
        target.take(change.day(), id, json.writeValueAsBytes(change.record().json()));
      }
    }
  }

  @Override
  public byte[] knownExploited() {
    ObjectNode catalogue = json.createObjectNode();
    ArrayNode entries = catalogue.putArray("vulnerabilities");
    changes.stream()
        .filter(change -> change.record().number() % 8 == 0)
        .filter(change -> change.record().isNew())
        .forEach(change -> entries.add(change.record().exploited(FIRST.plusDays(change.day()))));
    return json.writeValueAsBytes(catalogue);
  }

  @Override
  public List<Advisory> advisories() {
    return records.stream()
        .filter(record -> record.number() % 5 == 0)
        .map(MadeRecord::advisory)
        .map(one -> new Advisory(one.get("id").asString(), json.writeValueAsBytes(one)))
        .toList();
  }

  @Override
  public InputStream packages() {
    ObjectNode file = json.createObjectNode().put("version", "2");
    ObjectNode all = file.putObject("packages");
    packages.forEach(one -> all.set(one.pname(), one.json()));
    return new ByteArrayInputStream(json.writeValueAsBytes(file));
  }
}
