package org.snowguard.world.github;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads a query (GraphQL specification of October 2021, section 2), without fragments by name. */
final class GraphQlQuery {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\G(?:[\\s,\\uFEFF]|#[^\\n"
              + "]*)*(\\.\\.\\.|[{}()\\[\\]:!$=@]|\"(?:[^\"\\\\\\n"
              + "]|\\\\.)*\"|-?\\d+|[_A-Za-z]\\w*)");

  private final List<String> tokens = new ArrayList<>();
  private final JsonNode variables;
  private int at;

  /**
   * A field that is asked for.
   *
   * @param type where it counts for one type only ({@code ... on User}), or null
   */
  record Field(String name, ObjectNode arguments, List<Field> fields, @Nullable String type) {}

  private GraphQlQuery(String query, JsonNode variables) {
    this.variables = variables;
    Matcher matcher = TOKEN.matcher(query);
    int end = 0;
    while (matcher.find()) {
      tokens.add(matcher.group(1));
      end = matcher.end();
    }
    if (!query.substring(end).replaceAll("[\\s,]|#[^\\n]*", "").isEmpty()) {
      throw new IllegalArgumentException("Parse error on \"" + query.substring(end).strip() + "\"");
    }
  }

  /** The fields at the root of a query's only operation. */
  static List<Field> read(String query, JsonNode variables) {
    GraphQlQuery reading = new GraphQlQuery(query, variables);
    reading.skipHead();
    List<Field> fields = reading.fields(null);
    if (reading.at < reading.tokens.size()) {
      throw new IllegalArgumentException("Parse error on \"" + reading.peek() + "\"");
    }
    return fields;
  }

  private void skipHead() {
    if (peek().equals("mutation") || peek().equals("subscription")) {
      throw new IllegalArgumentException("The double answers no " + peek() + ".");
    }
    while (!peek().equals("{")) {
      next();
    }
  }

  private List<Field> fields(@Nullable String type) {
    expect("{");
    List<Field> fields = new ArrayList<>();
    while (!peek().equals("}")) {
      if (peek().equals("...")) {
        next();
        expect("on");
        fields.addAll(fields(next()));
      } else {
        fields.add(field(type));
      }
    }
    expect("}");
    return fields;
  }

  private Field field(@Nullable String type) {
    String name = next();
    if (peek().equals(":")) {
      throw new IllegalArgumentException("The double knows no aliases, such as " + name + ".");
    }
    ObjectNode arguments = Json.object();
    if (peek().equals("(")) {
      next();
      while (!peek().equals(")")) {
        String argument = next();
        expect(":");
        arguments.set(argument, value());
      }
      expect(")");
    }
    return new Field(name, arguments, peek().equals("{") ? fields(null) : List.of(), type);
  }

  private JsonNode value() {
    String token = next();
    if (token.equals("$")) {
      return variables.path(next());
    }
    if (token.equals("{")) {
      Map<String, JsonNode> members = new LinkedHashMap<>();
      while (!peek().equals("}")) {
        String name = next();
        expect(":");
        members.put(name, value());
      }
      expect("}");
      ObjectNode object = Json.object();
      members.forEach(object::set);
      return object;
    }
    boolean isText = Character.isLetter(token.charAt(0));
    return JsonMapper.shared().readTree(isText ? "\"" + token + "\"" : token);
  }

  private String peek() {
    if (at >= tokens.size()) {
      throw new IllegalArgumentException("Unexpected end of document");
    }
    return tokens.get(at);
  }

  private String next() {
    String token = peek();
    at++;
    return token;
  }

  private void expect(String token) {
    String found = next();
    if (!found.equals(token)) {
      throw new IllegalArgumentException(
          "Parse error on \"%s\", expected \"%s\"".formatted(found, token));
    }
  }
}
