package org.snowguard.server.browse.matrix;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.browse.matrix.MatrixRow.Cell;
import org.snowguard.server.browse.matrix.MatrixStore.CellRow;
import org.snowguard.server.browse.matrix.MatrixStore.Place;
import org.snowguard.server.browse.matrix.MatrixStore.Urgency;
import org.snowguard.server.browse.matrix.ReleaseMatrixPage.SeverityCount;
import org.snowguard.server.nixpkgs.Channel;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.suggestion.FreshCounts;
import org.snowguard.server.suggestion.SuggestionChanges;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Cursor;
import org.snowguard.server.web.Page;
import org.snowguard.server.web.Transactions;

/** Puts issues and channels together. */
final class ReleaseMatrix {

  private static final int SIZE = 50;

  private final MatrixStore store;
  private final Channels channels;
  private final Transactions transactions;
  private final FreshCounts<OpenIn, List<Place>> open;

  /** A channel in which something is open, or null for any. */
  private record OpenIn(@Nullable String name) {}

  ReleaseMatrix(
      MatrixStore store, Channels channels, Transactions transactions, SuggestionChanges changes) {
    this.store = store;
    open = new FreshCounts<>(changes, channel -> store.places(channel.name()));
    this.channels = channels;
    this.transactions = transactions;
  }

  ReleaseMatrixPage page(MatrixFilter filter, @Nullable String after) {
    Cursor cursor = Cursor.parse(after, 4);
    Place last =
        cursor == null
            ? null
            : new Place(
                cursor.number(2),
                "",
                "",
                cursor.moment(1),
                (int) cursor.number(0),
                (int) cursor.number(3));
    List<String> columns =
        channels.all().stream()
            .filter(channel -> channel.supported() && channel.isPrimary())
            .map(Channel::name)
            .toList();
    if (filter.channel() != null && !columns.contains(filter.channel())) {
      throw new BadInput(
          "reading the release matrix",
          "channel \"" + filter.channel() + "\"",
          "take a supported one: " + String.join(", ", columns) + ".");
    }
    List<Place> all = open.of(new OpenIn(filter.channel()));
    return transactions.read(() -> page(filter, all, last, columns));
  }

  private ReleaseMatrixPage page(
      MatrixFilter filter, List<Place> all, @Nullable Place after, List<String> columns) {
    Map<Integer, Long> counts = all.stream().collect(groupingBy(Place::grade, counting()));
    List<SeverityCount> severities =
        MatrixFilter.SEVERITIES.stream()
            .map(
                severity ->
                    new SeverityCount(
                        severity,
                        counts.getOrDefault(MatrixFilter.SEVERITIES.indexOf(severity) + 1, 0L)))
            .toList();
    List<Place> chosen =
        all.stream()
            .filter(place -> filter.grade() == null || filter.grade() == place.grade())
            .toList();
    Comparator<Place> order = filter.order().comparator();
    Page<Place> places =
        Page.of(
            chosen.stream()
                .filter(place -> after == null || order.compare(place, after) > 0)
                .sorted(order)
                .limit(SIZE + 1L)
                .toList(),
            SIZE,
            chosen.size(),
            place -> Cursor.of(place.grade(), place.publishedAt(), place.id(), place.open()));
    return new ReleaseMatrixPage(
        filter,
        columns,
        severities,
        new Page<>(rows(places.items(), columns), places.next(), places.total()));
  }

  private List<MatrixRow> rows(List<Place> places, List<String> columns) {
    List<String> ids = places.stream().map(Place::issue).toList();
    Map<String, List<CellRow>> cells =
        store.cells(ids).stream().collect(groupingBy(CellRow::issue));
    Map<String, Urgency> urgencies =
        store.urgencies(ids).stream().collect(toMap(Urgency::issue, Function.identity()));
    return places.stream()
        .map(
            place ->
                row(
                    place,
                    cells.getOrDefault(place.issue(), List.of()),
                    urgencies.get(place.issue()),
                    columns))
        .toList();
  }

  private static MatrixRow row(
      Place place, List<CellRow> cells, @Nullable Urgency urgency, List<String> columns) {
    String severity = MatrixFilter.SEVERITIES.get(place.grade() - 1);
    Map<String, CellRow> byChannel =
        cells.stream().collect(toMap(CellRow::channel, Function.identity()));
    return new MatrixRow(
        place.issue(),
        place.title(),
        severity.equals(MatrixFilter.NOT_STATED) ? null : severity,
        urgency == null ? null : urgency.priority(),
        urgency == null ? null : urgency.target(),
        place.publishedAt(),
        columns.stream()
            .map(byChannel::get)
            .filter(Objects::nonNull)
            .map(cell -> new Cell(cell.channel(), cell.worst(), cell.open(), cell.packages()))
            .toList());
  }
}
