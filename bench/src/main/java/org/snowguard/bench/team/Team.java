package org.snowguard.bench.team;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowguard.bench.load.Latencies;
import org.snowguard.bench.server.ServerProcess;
import tools.jackson.databind.JsonNode;

/** Triagers who share one queue, and now and then act on the same card at the same moment. */
public final class Team implements AutoCloseable {

  /** One in so many turns two people act at once; in another one is taken back. */
  private static final int ROUND = 10;

  private static final Pattern LINK = Pattern.compile("/sign-in/(\\S+)");
  private static final Pattern EVENT = Pattern.compile("data-event=\"(\\d+)\"");
  private static final Pattern REVISION = Pattern.compile("name=\"revision\" value=\"(\\d+)\"");

  private final List<Person> people;
  private final Deque<Card> deck = new ConcurrentLinkedDeque<>();
  private final Deque<Acknowledged> undoable = new ConcurrentLinkedDeque<>();
  private final Ledger ledger = new Ledger();
  private final Latencies latencies = new Latencies();
  private final AtomicInteger turns = new AtomicInteger();
  private final LongAdder conflicts = new LongAdder();
  private final LongAdder collisions = new LongAdder();

  private Team(List<Person> people) {
    this.people = List.copyOf(people);
  }

  /** Makes accounts and signs them in, each by its one-time link. */
  public static Team signedIn(ServerProcess server, String data, int size)
      throws IOException, InterruptedException {
    URI base = URI.create("http://127.0.0.1:" + server.port());
    List<Person> people = new ArrayList<>();
    for (int number = 1; number <= size; number++) {
      String name = "triager-" + number;
      String printed =
          ServerProcess.run(List.of("account", "add", name, "--role", "triager", "--data", data));
      Matcher link = LINK.matcher(printed);
      if (!link.find()) {
        throw new IOException("no link for " + name + " in: " + printed);
      }
      people.add(Person.signedIn(name, base, link.group(1)));
    }
    return new Team(people);
  }

  /** Reads pages of the queue until there are enough cards to decide. */
  public void takeCards(int enough) throws IOException, InterruptedException {
    for (String tab : List.of("pending", "settled")) {
      String after = "";
      while (after != null && deck.size() < enough) {
        JsonNode page = people.getFirst().json("/queue.json?tab=" + tab + after);
        for (JsonNode card : page.path("items")) {
          deck.add(Card.of(card));
        }
        after = page.path("next").isString() ? "&after=" + page.path("next").asString() : null;
      }
    }
  }

  public Person anyone(int number) {
    return people.get(number % people.size());
  }

  /** The next turn of the team: a decision, two that collide, or an undo. */
  public void act(long due) throws InterruptedException {
    int turn = turns.getAndIncrement();
    switch (turn % ROUND) {
      case 3, 7 -> undo(anyone(turn), due);
      case 5 -> collide(turn, due);
      default -> decide(anyone(turn), card(), action(turn), due);
    }
  }

  private static Action action(int turn) {
    return Action.ALL.get(turn % Action.ALL.size());
  }

  private Card card() {
    Card card = deck.poll();
    if (card == null) {
      throw new IllegalStateException("the team has decided every card; give fewer minutes");
    }
    return card;
  }

  /** Decides; a card that the matcher has changed meanwhile is laid back to be looked at again. */
  private void decide(Person person, Card card, Action action, long due)
      throws InterruptedException {
    if (!isDecided(person, card, action, due)) {
      lookAgain(person, card);
    }
  }

  private boolean isDecided(Person person, Card card, Action action, long due)
      throws InterruptedException {
    Map<String, String> form = new HashMap<>(action.fields());
    form.put("revision", String.valueOf(card.revision()));
    String answer = ask(person, action.path(card), form, due);
    Matcher event = answer == null ? null : EVENT.matcher(answer);
    if (event == null || !event.find()) {
      return false;
    }
    Acknowledged taken =
        new Acknowledged(
            person.name(), card, action.state(), Long.parseLong(event.group(1)), action.kind());
    ledger.decided(taken);
    undoable.add(taken);
    return true;
  }

  private void lookAgain(Person person, Card card) throws InterruptedException {
    try {
      Card now = person.card(card.id());
      if (!now.isDecided()) {
        deck.add(now);
      }
    } catch (IOException gone) {
      // An error of the decision itself is counted already; the card is left alone.
    }
  }

  /** Two people saw the same card: one decides it, the other is told so. */
  private void collide(int turn, long due) throws InterruptedException {
    Card card = card();
    AtomicBoolean other = new AtomicBoolean();
    Thread second =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    other.set(isDecided(anyone(turn + 1), card, Action.ACCEPT, due));
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    boolean first = isDecided(anyone(turn), card, Action.NEVER_AFFECTED, due);
    second.join();
    collisions.increment();
    if (first && other.get()) {
      ledger.bothDecided(card);
    } else if (!first && !other.get()) {
      lookAgain(anyone(turn), card);
    }
  }

  /** Takes back what somebody of the team decided, the oldest first. */
  private void undo(Person person, long due) throws InterruptedException {
    Acknowledged last = undoable.poll();
    if (last == null) {
      return;
    }
    Map<String, String> form = Map.of("event", String.valueOf(last.event()));
    String answer = ask(person, "/queue/undo", form, due);
    Matcher revision = answer == null ? null : REVISION.matcher(answer);
    if (revision != null && revision.find()) {
      ledger.undid(last);
      int now = Integer.parseInt(revision.group(1));
      deck.add(new Card(last.before().id(), now, last.before().state()));
    }
  }

  /** Null: somebody was faster, or it failed. */
  private @Nullable String ask(Person person, String path, Map<String, String> form, long due)
      throws InterruptedException {
    try {
      HttpResponse<String> answer = person.post(path, form);
      switch (answer.statusCode()) {
        case 200 -> latencies.add(due);
        case 409 -> {
          latencies.add(due);
          conflicts.increment();
        }
        default -> latencies.add(due, verb(path) + " status " + answer.statusCode());
      }
      return answer.statusCode() == 200 ? answer.body() : null;
    } catch (IOException e) {
      latencies.add(due, verb(path) + " " + e.getClass().getSimpleName() + ": " + e.getMessage());
      return null;
    }
  }

  private static String verb(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** How long decisions took. */
  public Latencies latencies() {
    return latencies;
  }

  /** Answers that somebody was faster. */
  public long conflicts() {
    return conflicts.sum();
  }

  /** How often two people acted on the same card. */
  public long collisions() {
    return collisions.sum();
  }

  /** Compares what was acknowledged with what the server shows now. */
  public Audit audit() throws IOException, InterruptedException {
    return Audit.of(people.getFirst(), ledger);
  }

  @Override
  public void close() {
    people.forEach(Person::close);
  }
}
