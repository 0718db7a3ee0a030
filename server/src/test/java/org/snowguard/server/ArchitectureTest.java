package org.snowguard.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.net.Socket;
import java.net.URL;
import java.net.URLConnection;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.web.Access;
import org.springframework.transaction.support.TransactionTemplate;

/** The rules that the server's packages keep. */
@AnalyzeClasses(packages = "org.snowguard.server", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  /** Each feature may use those before it, and none after it. */
  private static final List<String> ORDER =
      List.of(
          "web",
          "activity",
          "account",
          "ingest",
          "vulnerability",
          "nixpkgs",
          "evaluation",
          "matching",
          "suggestion",
          "github",
          "issue",
          "remediation",
          "notification",
          "publication",
          "metrics",
          "operation",
          "browse",
          "app");

  private static final String ROOT = "org.snowguard.server.";
  private static final String TEMPLATES = ROOT + "templates..";

  @ArchTest static final ArchRule FEATURES_DEPEND_ONLY_ON_THOSE_BEFORE_THEM = order();

  @ArchTest
  static final ArchRule EVERY_PACKAGE_IS_A_FEATURE_OF_THE_ORDER =
      classes()
          .that(not(resideInAnyPackage("org.snowguard.server", TEMPLATES)))
          .should()
          .resideInAnyPackage(
              ORDER.stream().map(feature -> ROOT + feature + "..").toArray(String[]::new));

  @ArchTest
  static final ArchRule ONLY_STORES_TOUCH_JDBI =
      noClasses()
          .that(not(inside("Store")))
          .and(not(resideInAPackage(ROOT + "app..")))
          .and(not(simpleName("Rows")))
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.jdbi..").and(not(JavaClass.Predicates.type(Jdbi.class))))
          .orShould()
          .callMethodWhere(target(owner(assignableTo(Jdbi.class))))
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("java.sql..")
          .because("SQL stands in the stores; all that others may do with Jdbi is to hand it over");

  @ArchTest
  static final ArchRule ONLY_PAGES_AND_API_TOUCH_SPRING_WEB =
      noClasses()
          .that(not(resideInAnyPackage(ROOT + "web..", ROOT + "app..")))
          .and(not(inside("Pages").or(inside("Api"))))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "org.springframework.web..",
                  "org.springframework.http..",
                  "org.springframework.stereotype..",
                  "org.springframework.security..",
                  "jakarta.servlet.."));

  @ArchTest
  static final ArchRule ONLY_TRANSACTIONS_OPENS_TRANSACTIONS =
      noClasses()
          .that()
          .doNotHaveSimpleName("Transactions")
          .and()
          .doNotHaveSimpleName("SecurityConfiguration")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(TransactionTemplate.class)
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework.transaction.annotation..")
          .because("the session library is given a template of its own, everybody else joins ours");

  @ArchTest
  static final ArchRule EVERY_HANDLER_SAYS_WHO_MAY_CALL_IT =
      methods()
          .that()
          .areMetaAnnotatedWith("org.springframework.web.bind.annotation.RequestMapping")
          .should()
          .beAnnotatedWith(Access.class);

  @ArchTest
  static final ArchRule NOBODY_ASKS_THE_SYSTEM_FOR_THE_TIME =
      noClasses()
          .that(not(resideInAPackage(ROOT + "app..")))
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(OffsetDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule FEW_OPEN_CONNECTIONS =
      noClasses()
          .that(
              not(
                  simpleName("HttpFetch")
                      .or(simpleName("GitHubOAuth"))
                      .or(simpleName("GitHubHttp"))))
          .should()
          .dependOnClassesThat()
          .areAssignableTo(HttpClient.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(URLConnection.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Socket.class)
          .orShould()
          .callMethod(URL.class, "openStream")
          .because(
              "these take every address from settings, and follow no redirect with a secret:"
                  + " nobody's text makes the server ask an address");

  @ArchTest
  static final ArchRule NOBODY_USES_JACKSON_2 =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.fasterxml.jackson.core..",
              "com.fasterxml.jackson.databind..",
              "com.fasterxml.jackson.dataformat..");

  @ArchTest
  static final ArchRule THE_INSIDE_OF_A_FEATURE_IS_HIDDEN =
      classes()
          .that(
              simpleNameEndingWith("Store")
                  .or(simpleNameEndingWith("Pages"))
                  .or(simpleNameEndingWith("Api"))
                  .or(simpleNameEndingWith("Configuration"))
                  .or(simpleNameEndingWith("Command")))
          .should()
          .notBePublic();

  @ArchTest
  static final ArchRule NO_EMPTY_WORDS_IN_NAMES =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Helper");

  @ArchTest
  static final ArchRule A_FEATURE_SHOWS_RECORDS_AND_FACADES =
      classes()
          .that(not(resideInAnyPackage(TEMPLATES, ROOT + "web..", ROOT + "app..")))
          .and()
          .arePublic()
          .and()
          .areTopLevelClasses()
          .and()
          .areNotInterfaces()
          .and()
          .areNotEnums()
          .and()
          .areNotRecords()
          .should(beFinal())
          .because("what is public and no value is a facade, and nobody extends a facade");

  /** A class of this kind, or one nested in it. */
  private static DescribedPredicate<JavaClass> inside(String suffix) {
    return DescribedPredicate.describe(
        "inside a …" + suffix,
        found -> {
          JavaClass outermost = found;
          while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
          }
          return outermost.getSimpleName().endsWith(suffix);
        });
  }

  private static LayeredArchitecture order() {
    LayeredArchitecture order =
        Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String feature : ORDER) {
      order = order.optionalLayer(feature).definedBy(ROOT + feature + "..");
    }
    for (int index = 0; index < ORDER.size(); index++) {
      String[] before = ORDER.subList(0, index).toArray(String[]::new);
      order =
          before.length == 0
              ? order.whereLayer(ORDER.get(index)).mayNotAccessAnyLayer()
              : order.whereLayer(ORDER.get(index)).mayOnlyAccessLayers(before);
    }
    return order;
  }

  private static ArchCondition<JavaClass> beFinal() {
    return new ArchCondition<>("be final") {
      @Override
      public void check(JavaClass found, ConditionEvents events) {
        boolean isFinal = found.getModifiers().contains(JavaModifier.FINAL);
        events.add(
            new SimpleConditionEvent(
                found, isFinal, found.getName() + (isFinal ? " is" : " is not") + " final"));
      }
    };
  }
}
