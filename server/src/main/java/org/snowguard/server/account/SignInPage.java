package org.snowguard.server.account;

/** How to get in. {@code next} is where the visitor was going. */
public record SignInPage(String next) {}
