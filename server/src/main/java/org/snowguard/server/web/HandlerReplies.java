package org.snowguard.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Lets handlers take a {@link CurrentAccount} and answer a {@link Reply}. */
final class HandlerReplies
    implements HandlerMethodReturnValueHandler, HandlerMethodArgumentResolver {

  private final ReplyWriter writer;
  private final Visitors visitors;

  HandlerReplies(ReplyWriter writer, Visitors visitors) {
    this.writer = writer;
    this.visitors = visitors;
  }

  @Override
  public boolean supportsReturnType(MethodParameter returnType) {
    return Reply.class.isAssignableFrom(returnType.getParameterType());
  }

  @Override
  public void handleReturnValue(
      @Nullable Object value,
      MethodParameter returnType,
      ModelAndViewContainer container,
      NativeWebRequest request)
      throws IOException {
    container.setRequestHandled(true);
    if (!(value instanceof Reply reply)) {
      throw new IllegalStateException(returnType.getExecutable() + " answered null");
    }
    writer.write(reply, servletRequest(request), servletResponse(request));
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == CurrentAccount.class;
  }

  @Override
  public @Nullable Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binderFactory) {
    return visitors.of(servletRequest(request));
  }

  private static HttpServletRequest servletRequest(NativeWebRequest request) {
    return (HttpServletRequest) request.getNativeRequest();
  }

  private static HttpServletResponse servletResponse(NativeWebRequest request) {
    if (request.getNativeResponse() instanceof HttpServletResponse response) {
      return response;
    }
    throw new IllegalStateException("A servlet request always has its response");
  }
}
