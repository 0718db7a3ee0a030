package org.snowguard.server.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Turns every failure into a page or its JSON, with the right status and no stack trace. */
@Controller
@ControllerAdvice
final class Problems implements ErrorController {

  private static final String API = "/api/v1/";

  /** What the caller sent is the trouble: unreadable, speaks of nothing, or was overtaken. */
  private static final Set<Integer> CORRECTABLE = Set.of(400, 404, 409, 413, 422);

  private static final Pattern SECRET = Pattern.compile("[\\w-]{32,}");
  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  private final ReplyWriter writer;
  private final SecureRandom random = new SecureRandom();

  Problems(ReplyWriter writer) {
    this.writer = writer;
  }

  @ExceptionHandler
  void handle(Exception failure, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    long retryAfter = failure instanceof Refused refused ? refused.retryAfterSeconds() : 0;
    write(describe(failure, request), retryAfter, request, response);
  }

  /** What the servlet container reports: failures outside our handlers. */
  @Access(AccessLevel.PUBLIC)
  @RequestMapping("/error")
  void containerError(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String shownPath = askedFor(request);
    ProblemPage page =
        switch (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE)) {
          case Integer status when status < 500 -> ProblemPage.ofStatus(status, shownPath);
          case Integer _
              when request.getAttribute(RequestDispatcher.ERROR_EXCEPTION)
                  instanceof Throwable cause ->
              unexpected(cause, shownPath);
          case null, default -> ProblemPage.ofStatus(404, shownPath);
        };
    write(page, request, response);
  }

  /** Of a request that never reached a handler too. */
  private static String askedFor(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path
        ? path
        : request.getRequestURI();
  }

  void write(ProblemPage page, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    write(page, 0, request, response);
  }

  /**
   * @param retryAfter in how many seconds the caller may come again, or 0
   */
  private void write(
      ProblemPage page, long retryAfter, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.reset();
    SecurityHeaders.write(response);
    if (retryAfter > 0) {
      response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter));
    }
    if (page.status() == HttpServletResponse.SC_UNAUTHORIZED) {
      response.setHeader("WWW-Authenticate", "Bearer"); // RFC 9110, section 15.5.2
    }
    String path = askedFor(request);
    if (path.startsWith(API)) {
      if (ApiReplies.isReading(request)) {
        ApiReplies.allow(response); // what refused it before any handler took its headers away
      }
      writer.writeProblem(ApiProblem.of(page, path), response);
    } else if (WantsJson.test(request)) {
      writer.write(new Reply.Json(Map.of("error", page), page.status()), request, response);
    } else if (request.getHeader("HX-Request") != null) {
      response.setHeader("HX-Retarget", "#notices");
      response.setHeader("HX-Reswap", "innerHTML");
      writer.write(Reply.html("web/problemNotice", page).status(page.status()), request, response);
    } else {
      KeptForm kept = CORRECTABLE.contains(page.status()) ? KeptForm.of(request) : null;
      writer.write(
          Reply.html("web/problem", new RefusedPage(page, kept)).status(page.status()),
          request,
          response);
    }
  }

  private ProblemPage describe(Exception failure, HttpServletRequest request) {
    String path = request.getRequestURI();
    return switch (failure) {
      case Problem problem -> {
        if (problem instanceof SourceUnavailable) {
          log.warn("{}", problem.getMessage(), problem);
        }
        yield ProblemPage.of(problem);
      }
      case MissingServletRequestParameterException missing ->
          badField(path, missing.getParameterName(), "it is missing; fill it in.");
      case MethodArgumentTypeMismatchException mismatch ->
          badField(path, mismatch.getName(), "its value has the wrong form; correct it.");
      case ErrorResponse response when isCallersFault(response.getStatusCode()) ->
          ProblemPage.ofStatus(response.getStatusCode().value(), path);
      default -> unexpected(failure, path);
    };
  }

  private static boolean isCallersFault(@Nullable HttpStatusCode status) {
    return status != null && status.is4xxClientError();
  }

  private static ProblemPage badField(String path, String field, String advice) {
    return ProblemPage.of(
        new BadInput("reading a request", "field \"" + field + "\" of " + path, advice));
  }

  /** Links that sign in end in a long word that nobody else may read. */
  static String withoutSecrets(String path) {
    return SECRET.matcher(path).replaceAll("…");
  }

  private ProblemPage unexpected(Throwable failure, String path) {
    byte[] bytes = new byte[4];
    random.nextBytes(bytes);
    String id = HexFormat.of().formatHex(bytes);
    log.error("Failure {} while answering {}", id, withoutSecrets(path), failure);
    return ProblemPage.unexpected(path, id);
  }
}
