package org.snowguard.core.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.record.VulnerabilityRecord;

/**
 * Finds names of known software at the head of a record's prose: the longest run of words that is
 * such a name, and what stands around it. Reads a bounded part of the text in one pass.
 */
final class ProseReader {
  private static final int HEAD = 420;
  private static final int LONGEST_NAME = 4;
  private static final int MOBILE_HEAD = 160;
  private static final int ONLY = 60;

  private final CorpusFacts corpus;
  private final NameWords nameWords;
  private final ProseWords proseWords;
  private final KnownNames known;

  ProseReader(MatchTables tables, KnownNames known) {
    corpus = tables.corpus();
    nameWords = tables.nameWords();
    proseWords = tables.proseWords();
    this.known = known;
  }

  List<Mention> read(VulnerabilityRecord record) {
    List<Mention> found = new ArrayList<>();
    String title = record.title();
    if (title != null) {
      for (Run run : runs(title)) {
        boolean head = run.from() == 0 || source(run) != Mention.Source.PROSE;
        found.add(
            run.mention(head ? Mention.Source.TITLE : Mention.Source.PROSE, record.titlePointer()));
      }
    }
    for (Run run : runs(record.description())) {
      found.add(run.mention(source(run), record.descriptionPointer()));
    }
    return found;
  }

  /** Whether the beginning says that the app for telephones is meant. */
  static boolean speaksOfMobileApp(String description) {
    String head =
        description
            .substring(0, Math.min(MOBILE_HEAD, description.length()))
            .toLowerCase(Locale.ROOT);
    if (head.contains("mobile app")
        || head.contains(" on android ")
        || head.contains(" on ios ")
        || head.startsWith("firefox for ")) {
      return true;
    }
    int only = description.indexOf("only affects");
    String scope =
        only < 0 ? "" : description.substring(only, Math.min(only + ONLY, description.length()));
    return scope.contains("for Android") || scope.contains("for iOS");
  }

  /**
   * A word of the prose.
   *
   * @param shift what the hash of a name is multiplied by when this word is joined to it
   * @param plain whether it is lower-case letters only
   * @param ended whether punctuation follows it
   * @param depth how many brackets it stands in
   */
  private record Word(
      String text,
      String squashed,
      int shift,
      boolean plain,
      boolean startsSentence,
      boolean ended,
      int depth) {}

  /** Words {@code from … to} that together are a known name. */
  private record Run(List<Word> words, int from, int to, String key) {
    Mention mention(Mention.Source source, String pointer) {
      List<String> texts = words.subList(from, to + 1).stream().map(Word::text).toList();
      return new Mention(source, key, String.join(" ", texts), pointer, null);
    }
  }

  private Mention.Source source(Run run) {
    List<Word> words = run.words();
    int from = run.from();
    int after = next(words, run.to());
    String next = after < 0 ? "" : lower(words.get(after));
    String previous = from == 0 || words.get(from - 1).ended() ? "" : lower(words.get(from - 1));
    if (isVersion(next) || proseWords.leadsToVersion(next) || isAndOlder(words, after)) {
      return Mention.Source.HEAD;
    }
    boolean subject = words.get(from).startsSentence() && proseWords.isVerb(next);
    if (subject || previous.equals("aka")) {
      return Mention.Source.HEAD;
    }
    return proseWords.isPreposition(previous) ? Mention.Source.WITHIN : Mention.Source.PROSE;
  }

  /** "X and earlier", but not "X and Y". */
  private boolean isAndOlder(List<Word> words, int at) {
    return at >= 0
        && at + 1 < words.size()
        && lower(words.get(at)).equals("and")
        && proseWords.isOlder(lower(words.get(at + 1)));
  }

  /** What follows the name that ends at {@code to}, past a bracket and a word such as "server". */
  private int next(List<Word> words, int to) {
    int at = to + 1;
    if (at >= words.size()
        || (words.get(to).ended() && words.get(to).depth() == words.get(at).depth())) {
      return -1;
    }
    int depth = words.get(to).depth();
    while (at < words.size() && words.get(at).depth() > depth) {
      at++;
    }
    if (at + 1 < words.size() && nameWords.isKind(lower(words.get(at))) && !words.get(at).ended()) {
      at++;
    }
    return at < words.size() ? at : -1;
  }

  private static String lower(Word word) {
    return word.text().toLowerCase(Locale.ROOT);
  }

  private List<Run> runs(String prose) {
    List<Word> words = words(prose.substring(0, Math.min(HEAD, prose.length())));
    List<Run> runs = new ArrayList<>();
    int from = 0;
    while (from < words.size()) {
      Run run = longestRun(words, from);
      if (run != null) {
        runs.add(run);
      }
      from = run == null ? from + 1 : run.to() + 1;
    }
    return runs;
  }

  private @Nullable Run longestRun(List<Word> words, int from) {
    int[] hashes = new int[LONGEST_NAME];
    int longest = 0;
    int hash = 0;
    do {
      Word word = words.get(from + longest);
      hash = hash * word.shift() + word.squashed().hashCode();
      hashes[longest] = hash;
      longest++;
    } while (longest < LONGEST_NAME
        && from + longest < words.size()
        && !words.get(from + longest - 1).ended());
    for (int length = longest; length >= 1; length--) {
      List<Word> own = words.subList(from, from + length);
      // Looked up last: a match depends on every name that it asks for.
      if (isLongEnough(own) && mayBeName(own) && known.mayHave(hashes[length - 1])) {
        String name = own.stream().map(Word::squashed).collect(Collectors.joining());
        if (known.has(name)) {
          return new Run(words, from, from + length - 1, name);
        }
      }
    }
    return null;
  }

  private static boolean isLongEnough(List<Word> words) {
    int length = 0;
    for (Word word : words) {
      length += word.squashed().length();
    }
    return length >= 2;
  }

  private boolean mayBeName(List<Word> words) {
    if (words.size() == 1) {
      return looksLikeName(words.getFirst());
    }
    for (Word word : words) {
      if (!word.plain()) {
        return true;
      }
    }
    return false;
  }

  /** A common English word is a name only in the middle of a sentence, with a capital. */
  private boolean looksLikeName(Word word) {
    String text = word.text();
    if (Character.isDigit(text.charAt(0)) || !corpus.isCommonWord(word.squashed())) {
      return !Character.isDigit(text.charAt(0)) || text.chars().anyMatch(Character::isLetter);
    }
    return !word.startsSentence() && Character.isUpperCase(text.charAt(0));
  }

  private static boolean isPlain(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) < 'a' || word.charAt(i) > 'z') {
        return false;
      }
    }
    return true;
  }

  private static boolean isVersion(String word) {
    int at = 0;
    while (at < word.length() && "v.<=≤~^(".indexOf(word.charAt(at)) >= 0) {
      at++;
    }
    // FFmpeg numbers its releases n6.1, others theirs r1720.
    if (at + 1 < word.length() && "nr".indexOf(word.charAt(at)) >= 0) {
      at++;
    }
    return at < word.length() && Character.isDigit(word.charAt(at));
  }

  private static List<Word> words(String prose) {
    List<Word> words = new ArrayList<>();
    boolean startsSentence = true;
    int depth = 0;
    int at = 0;
    while (at < prose.length()) {
      int start = at;
      while (at < prose.length() && !isSpace(prose.charAt(at))) {
        at++;
      }
      String raw = prose.substring(start, at++);
      int from = startOf(raw);
      int end = endOf(raw, from);
      if (from == end) {
        continue;
      }
      String text = raw.substring(from, end);
      boolean ended = end < raw.length() && ",;:.)]!?".indexOf(raw.charAt(end)) >= 0;
      String word =
          text.endsWith("'s") || text.endsWith("’s") ? text.substring(0, text.length() - 2) : text;
      depth += raw.startsWith("(") ? 1 : 0;
      boolean plain = isPlain(word);
      String squashed = plain ? word : NameKeys.squash(word);
      int shift = KnownNames.shift(squashed.length());
      words.add(new Word(word, squashed, shift, plain, startsSentence, ended, depth));
      depth = raw.indexOf(')') >= 0 ? 0 : depth;
      startsSentence = ended && raw.charAt(end) == '.';
    }
    return words;
  }

  /** What {@code \\s} is. */
  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  /** Past the brackets and quotes before a word. */
  private static int startOf(String raw) {
    int from = 0;
    while (from < raw.length() && "([\"'`*“‘,".indexOf(raw.charAt(from)) >= 0) {
      from++;
    }
    return from;
  }

  private static int endOf(String raw, int from) {
    int to = raw.length();
    while (to > from && ")],;:.!?\"'`*”’".indexOf(raw.charAt(to - 1)) >= 0) {
      to--;
    }
    return to;
  }
}
