package org.snowguard.server.web;

import org.jspecify.annotations.Nullable;

/**
 * What a handler answers. The same handler serves {@code /x} and {@code /x.json}: the suffix, or an
 * {@code Accept} header that asks for JSON, selects the twin.
 */
public sealed interface Reply {

  /** A page from a record made for it; its twin is the same record as JSON. */
  static Rendered page(String template, Object page) {
    return new Rendered(template, page, page, 200, null);
  }

  /** A page or a part of one that has no twin, such as a form. */
  static Rendered html(String template, Object page) {
    return new Rendered(template, page, null, 200, null);
  }

  /** JSON whatever the caller prefers. */
  static Json json(Object resource) {
    return new Json(resource, 200);
  }

  /** Sends the browser to another page of ours after a form was accepted. */
  static Redirect redirect(String path) {
    return new Redirect(LocalPath.of(path).toString(), null);
  }

  /**
   * A template rendered with {@code page}.
   *
   * @param template the path below {@code src/main/jte} without suffix: {@code account/me}
   * @param twin what {@code .json} shows, null if there is no twin
   * @param resource path of the same subject in the API, null if there is none
   */
  record Rendered(
      String template, Object page, @Nullable Object twin, int status, @Nullable String resource)
      implements Reply {

    /** The twin where it differs from the page's record. */
    public Rendered twin(Object resource) {
      return new Rendered(template, page, resource, status, this.resource);
    }

    /** Names the same subject in the API, where it is the same whoever asks. */
    public Rendered inApi(String list, String key) {
      return inApi(list + "/" + LocalPath.segment(key));
    }

    /** Names the same list in the API. */
    public Rendered inApi(String list) {
      return new Rendered(template, page, twin, status, ApiReplies.PATH + list);
    }

    public Rendered status(int code) {
      return new Rendered(template, page, twin, code, resource);
    }
  }

  /** A resource as JSON. */
  record Json(Object resource, int status) implements Reply {}

  /** See {@link #redirect}. */
  record Redirect(String path, @Nullable String notice) implements Reply {

    /** Says, at the top of the next page, what was done. Only for people who are signed in. */
    public Redirect notice(String text) {
      return new Redirect(path, text);
    }
  }
}
