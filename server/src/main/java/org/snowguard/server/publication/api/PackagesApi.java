package org.snowguard.server.publication.api;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.statement.NixPurl;
import org.snowguard.server.nixpkgs.Channel;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.nixpkgs.PackageIndex;
import org.snowguard.server.nixpkgs.PackageSpan;
import org.snowguard.server.nixpkgs.Project;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.publication.Published;
import org.snowguard.server.publication.api.CatalogueStore.LinkRow;
import org.snowguard.server.publication.api.CatalogueStore.PackageItem;
import org.snowguard.server.publication.api.PackageForm.ChannelForm;
import org.snowguard.server.publication.api.PackageForm.ProjectForm;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.Cursor;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Page;
import org.snowguard.server.web.Reply;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Packages, projects and channels. */
@Controller
final class PackagesApi {

  private final PackageIndex packages;
  private final Projects projects;
  private final Channels channels;
  private final Published published;
  private final CatalogueStore store;

  PackagesApi(
      PackageIndex packages,
      Projects projects,
      Channels channels,
      Published published,
      CatalogueStore store) {
    this.packages = packages;
    this.projects = projects;
    this.channels = channels;
    this.published = published;
    this.store = store;
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/api/v1/packages")
  Reply packages(
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    int size = Listing.limit(limit);
    List<PackageItem> found = store.packages(text(after), size + 1);
    return Reply.json(
        Page.of(found, size, store.countPackages(), item -> Cursor.of(item.attribute())));
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/api/v1/packages/{attribute}")
  Reply onePackage(@PathVariable String attribute) {
    List<PackageSpan> standing = packages.current(List.of(attribute));
    if (standing.isEmpty() && packages.history(attribute).isEmpty()) {
      throw new NotFound(
          "reading a package",
          "attribute \"" + attribute + "\"",
          "see the list at /api/v1/packages.");
    }
    return Reply.json(
        new PackageForm(
            attribute,
            NixPurl.of(attribute),
            projects.ofAttribute(attribute).map(Project::slug).orElse(null),
            standing.stream().map(PackageForm.InChannel::of).toList(),
            published.statusesOfPackages(List.of(attribute))));
  }

  /** What may speak of a package, automatic unless reviewed. */
  @Access(AccessLevel.PUBLIC)
  @GetMapping("/api/v1/packages/{attribute}/vulnerabilities")
  Reply ofPackage(
      @PathVariable String attribute,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    int size = Listing.limit(limit);
    Cursor cursor = Cursor.parse(after, 1);
    List<LinkRow> rows =
        store.linksOfPackage(attribute, cursor == null ? 0 : cursor.number(0), size + 1);
    Page<LinkRow> page =
        Page.of(rows, size, store.countLinksOfPackage(attribute), row -> Cursor.of(row.id()));
    return Reply.json(new Page<>(LinkForms.of(page.items(), store), page.next(), page.total()));
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/api/v1/projects")
  Reply projects(
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    int size = Listing.limit(limit);
    List<Long> ids = store.projects(text(after), size + 1);
    Map<Long, Project> found = projects.byIds(ids);
    List<Project> ordered = ids.stream().map(id -> Objects.requireNonNull(found.get(id))).toList();
    return Reply.json(
        Page.of(ordered, size, store.countProjects(), project -> Cursor.of(project.slug()))
            .map(ProjectForm::of));
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/api/v1/projects/{slug}")
  Reply project(@PathVariable String slug) {
    return Reply.json(
        ProjectForm.of(
            projects
                .find(slug)
                .orElseThrow(
                    () ->
                        new NotFound(
                            "reading a project",
                            "slug \"" + slug + "\"",
                            "see the list at /api/v1/projects."))));
  }

  /** All of them: they are few. */
  @Access(AccessLevel.PUBLIC)
  @GetMapping("/api/v1/channels")
  Reply channels() {
    List<ChannelForm> all = channels.all().stream().map(this::form).toList();
    return Reply.json(new Page<>(all, null, all.size()));
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/api/v1/channels/{name}")
  Reply channel(@PathVariable String name) {
    return Reply.json(
        channels
            .find(name)
            .map(this::form)
            .orElseThrow(
                () ->
                    new NotFound(
                        "reading a channel",
                        "name \"" + name + "\"",
                        "see the list at /api/v1/channels.")));
  }

  private ChannelForm form(Channel channel) {
    return ChannelForm.of(channel, channels.current(channel).orElse(null));
  }

  private static @Nullable String text(@Nullable String after) {
    Cursor cursor = Cursor.parse(after, 1);
    return cursor == null ? null : cursor.text(0);
  }
}
