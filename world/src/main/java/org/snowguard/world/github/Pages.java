package org.snowguard.world.github;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Long lists come in pages; a header says where the others are (RFC 8288). */
final class Pages {

  private static final int USUAL = 30;
  private static final int MOST = 100;

  private Pages() {}

  static <T> Reply of(
      URI api, Request request, List<T> all, Function<T, ? extends JsonNode> render) {
    int size = Math.clamp(request.number("per_page", USUAL), 1, MOST);
    int page = Math.max(1, request.number("page", 1));
    int last = Math.max(1, (all.size() + size - 1) / size);
    ArrayNode array = Json.array();
    all.stream()
        .skip((long) (page - 1) * size)
        .limit(size)
        .forEach(one -> array.add(render.apply(one)));
    Reply reply = Reply.ok(array);
    List<String> links = new ArrayList<>();
    if (page > 1) {
      links.add(link(api, request, Math.min(page - 1, last), "prev"));
    }
    if (page < last) {
      links.add(link(api, request, page + 1, "next"));
      links.add(link(api, request, last, "last"));
    }
    if (page > 1) {
      links.add(link(api, request, 1, "first"));
    }
    return links.isEmpty() ? reply : reply.with("Link", String.join(", ", links));
  }

  private static String link(URI api, Request request, int page, String relation) {
    Map<String, String> parameters = new TreeMap<>(request.parameters());
    parameters.put("page", String.valueOf(page));
    StringBuilder query = new StringBuilder();
    parameters.forEach(
        (name, value) ->
            query
                .append(query.isEmpty() ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return "<%s%s%s>; rel=\"%s\"".formatted(api, request.path(), query, relation);
  }
}
