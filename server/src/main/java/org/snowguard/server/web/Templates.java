package org.snowguard.server.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import gg.jte.resolve.DirectoryCodeResolver;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders templates: precompiled ones, or, while developing, those of a source directory. */
final class Templates {

  private static final String PACKAGE = "org.snowguard.server.templates";

  private final TemplateEngine engine;

  Templates(@Nullable Path liveDirectory) {
    engine = liveDirectory == null ? precompiled() : live(liveDirectory);
  }

  String render(String template, Chrome chrome, Object page) {
    StringOutput output = new StringOutput(16 * 1024);
    engine.render(template + ".jte", Map.of("chrome", chrome, "page", page), output);
    return output.toString();
  }

  // The class directory is only read when the templates are not on the class path.
  private static TemplateEngine precompiled() {
    return TemplateEngine.createPrecompiled(
        Path.of("jte-classes"), ContentType.Html, Templates.class.getClassLoader(), PACKAGE);
  }

  private static TemplateEngine live(Path directory) {
    return TemplateEngine.create(
        new DirectoryCodeResolver(directory),
        Path.of(System.getProperty("java.io.tmpdir"), "snowguard-live-templates"),
        ContentType.Html,
        Templates.class.getClassLoader(),
        PACKAGE);
  }
}
