package org.snowguard.world;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A request to a service.
 *
 * @param path below the service's own root, beginning with a slash
 * @param parameters of the query
 * @param root the service's address, without a slash at its end
 * @param header gives a header by its name, or an empty text
 */
record Asked(String path, Map<String, String> parameters, URI root, UnaryOperator<String> header) {

  static Map<String, String> parameters(@Nullable String rawQuery) {
    Map<String, String> parameters = new TreeMap<>();
    if (rawQuery == null || rawQuery.isEmpty()) {
      return parameters;
    }
    for (String part : rawQuery.split("&")) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      String value = equals < 0 ? "" : part.substring(equals + 1);
      parameters.put(decode(name), decode(value));
    }
    return parameters;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  int number(String parameter, int otherwise) {
    String text = parameters.get(parameter);
    return text == null ? otherwise : Integer.parseInt(text);
  }
}
