package org.snowguard.server.suggestion;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.match.Tier;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.web.LocalPath;
import org.snowguard.server.web.Page;

/**
 * A list of the queue.
 *
 * @param tabs with the number that each holds, null where it is not counted
 * @param algorithm what a new algorithm would change, or null
 * @param path this page's address, to come back to
 */
public record QueuePage(
    QueueFilter filter,
    List<Tab> tabs,
    List<String> channels,
    Page<CardForm> cards,
    AlgorithmPage.@Nullable Banner algorithm,
    String path) {

  /** A tab and what it holds. */
  public record Tab(String text, String label, long count, boolean current) {}

  /** A choice of a filter. */
  public record Choice(String value, String label) {}

  static List<Tab> tabs(QueueFilter filter, Map<QueueTab, Long> counts) {
    return Arrays.stream(QueueTab.values())
        .filter(tab -> tab != QueueTab.ALL)
        .map(
            tab ->
                new Tab(tab.text(), tab.label(), counts.getOrDefault(tab, 0L), tab == filter.tab()))
        .toList();
  }

  /** The filter as a query, for links that go on from here. */
  public String query() {
    return query(filter);
  }

  static String query(QueueFilter filter) {
    return filter.parameters().entrySet().stream()
        .map(entry -> entry.getKey() + "=" + LocalPath.query(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** What a field of the filter says now; empty when it says nothing. */
  public String value(String field) {
    return filter.parameters().getOrDefault(field, "");
  }

  /** Whether anything but the tab and the order is chosen. */
  public boolean isFiltered() {
    return filter.parameters().keySet().stream()
        .anyMatch(field -> !field.equals("tab") && !field.equals("order"));
  }

  public List<Choice> orders() {
    return Arrays.stream(QueueOrder.values())
        .map(order -> new Choice(order.text(), order.label()))
        .toList();
  }

  public List<Choice> tiers() {
    return Arrays.stream(Tier.values()).map(tier -> choice(tier.text())).toList();
  }

  public List<Choice> verdicts() {
    return Arrays.stream(Verdict.values()).map(verdict -> choice(verdict.text())).toList();
  }

  public List<Choice> severities() {
    return choices("critical", "high", "medium", "low", "none");
  }

  public List<Choice> vectors() {
    return choices("network", "adjacent", "local", "physical");
  }

  public List<Choice> complexities() {
    return choices("low", "medium", "high");
  }

  public List<Choice> privileges() {
    return choices("none", "low", "high", "one_authentication", "several_authentications");
  }

  public List<Choice> interactions() {
    return choices("none", "required", "passive", "active", "not_stated");
  }

  public List<Choice> channelChoices() {
    return channels.stream().map(name -> new Choice(name, name)).toList();
  }

  private static List<Choice> choices(String... values) {
    return Arrays.stream(values).map(QueuePage::choice).toList();
  }

  private static Choice choice(String value) {
    return new Choice(value, value.replace('_', ' '));
  }

  /** The cursor of the next page, or null. */
  public @Nullable String next() {
    return cards.next();
  }
}
