package org.snowguard.server.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Declares who may call a handler. A handler without it stops the start of the server. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Access {

  /** What the account must be allowed, whether a person or a program calls in its name. */
  AccessLevel value();

  /**
   * For what an API token must be made to be let in here, any one of them. Without one, programs
   * see of this handler what strangers see.
   */
  Scope[] scopes() default {};
}
