package io.coredeck.dashboard.live.log;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.browser.TestBrowser.shoot;
import static io.coredeck.dashboard.live.log.LogPages.button;
import static io.coredeck.dashboard.live.log.LogPages.fallBehind;
import static io.coredeck.dashboard.live.log.LogPages.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.coredeck.browser.TestBrowser;
import io.coredeck.dashboard.Axe;
import io.coredeck.dashboard.live.log.TestRedis.Printed;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The page of logs in each language, with every part of it in sight.
class LogLanguagesBrowserIT {

  private static final long BEGIN = 1_795_437_000_000L; // 2026-11-23 12:30 UTC
  private static final int NARROW = 640;
  private static final int FIRST = 200;

  /// More than the server holds ready and the page is sent unasked.
  private static final int LAST = 14_000;

  /// Names of machines, and what is the same in both languages.
  private static final Set<String> SAME =
      Set.of("stdout", "stderr", "UTC", "Live", "INFO", "WARN", "ERROR", "DEBUG", "err");

  /// Everything the page says: texts, and what only those see or hear who point, press or listen.
  private static final String SAID =
      """
      () => {
        const said = new Set();
        const hear = (root) => root.querySelectorAll('*').forEach((element) => {
          if (element.matches('style, .row .time') || (element.closest('.row.line .text') && !element.closest('button'))) return;
          for (const name of ['aria-label', 'title', 'placeholder', 'aria-valuetext', 'word']) {
            said.add(element.getAttribute(name) ?? '');
          }
          element.childNodes.forEach((node) => node.nodeType === 3 && said.add(node.data.trim()));
          if (element.shadowRoot) hear(element.shadowRoot);
        });
        hear(document.querySelector('coredeck-log').parentElement);
        return [...said].filter((text) => /[A-Za-z]{2}/.test(text));
      }\
      """;

  private static LogPages pages;

  @BeforeAll
  static void start() throws Exception {
    pages = LogPages.start();
  }

  @AfterAll
  static void stop() throws Exception {
    pages.close();
  }

  @AfterEach
  void nothingWasWrong() {
    pages.nothingWasWrong();
  }

  @Test
  void a_german_page_says_everything_in_german() {
    var english = said("1-1", "en");
    var german = said("2-1", "de");
    assertThat(english).contains("Following", "Load these lines", "Search", "1 line lost");
    assertThat(german).contains("Diese Zeilen laden", "Suchen", "1 Zeile verloren");
    german.retainAll(english);
    german.removeAll(SAME);
    german.removeIf(text -> text.startsWith("UTC")); // where the machine stands
    assertThat(german).as("said alike in both languages").isEmpty();
  }

  @Test
  void numbers_are_written_as_the_language_writes_them() {
    try (var page = behind("3-1", "de")) {
      var missing = LogPages.missing(page);
      assertThat(button(page, "Zeilen nicht gezeigt"))
          .hasText(String.format(Locale.GERMANY, "%,d Zeilen nicht gezeigt", missing));
      page.locator("coredeck-log").evaluate("log => log.zone = 'relative'");
      assertThat(page.locator(".row.line .time").last())
          .hasText(Pattern.compile("^\\d{2}\\.\\d{2}\\.\\d{4}$")); // older than a day
    }
  }

  @Test
  void it_looks_as_designed_in_every_width_and_colour() {
    for (var language : List.of("en", "de")) {
      try (var page = behind(language.equals("en") ? "10-1" : "11-1", language)) {
        page.getByRole(AriaRole.SEARCHBOX).fill("timeout");
        for (var width : List.of(1440, TestBrowser.PHONE)) {
          page.setViewportSize(width, width < NARROW ? TestBrowser.PHONE_HEIGHT : 900);
          page.locator("coredeck-log-status .missing").click();
          assertThat(page.locator(".row.gap").first()).isInViewport();
          assertThat(page.locator("coredeck-log-status"))
              .containsText(language.equals("en") ? "Paused" : "Angehalten");
          assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
          Axe.check(page);
          for (var colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            TestBrowser.change(
                page, colours, width, width < NARROW ? TestBrowser.PHONE_HEIGHT : 900);
            shoot(
                page,
                "logs-%s-%s-%d"
                    .formatted(language, colours.name().toLowerCase(Locale.ROOT), width));
          }
        }
      }
    }
  }

  @Test
  void menus_and_opened_lines_fit_on_a_phone_and_on_a_screen() {
    for (var language : List.of("en", "de")) {
      try (var page = behind(language.equals("en") ? "12-1" : "13-1", language)) {
        page.locator("button.fold").last().click();
        page.getByRole(AriaRole.SEARCHBOX).fill("timeout");
        page.keyboard().press("Enter");
        assertThat(page.locator("mark.current")).isInViewport();
        for (var width : List.of(1440, TestBrowser.PHONE)) {
          page.setViewportSize(width, width < NARROW ? TestBrowser.PHONE_HEIGHT : 900);
          for (var menu : List.of("zone", "download")) {
            page.locator("#" + menu).click();
            assertThat(page.locator("#" + menu + "-menu"))
                .isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));
            TestBrowser.awaitStill(page);
            shoot(page, "logs-%s-%s-%d".formatted(language, menu, width));
            page.keyboard().press("Escape");
          }
        }
      }
    }
  }

  /// A page with a gap that can be loaded, and a line that is lost.
  private static Page behind(String gwid, String language) {
    var page = pages.open();
    pages.redis.printAll(gwid, 1, FIRST, LogLanguagesBrowserIT::line);
    pages.show(page, gwid, language);
    assertThat(row(page, "request " + FIRST)).isVisible();
    fallBehind(
        page,
        LAST,
        () -> {
          pages.redis.printAll(gwid, FIRST + 1, LAST - 11, LogLanguagesBrowserIT::line);
          pages.redis.printAll(gwid, LAST - 9, LAST, LogLanguagesBrowserIT::line);
        });
    assertThat(row(page, "request " + LAST)).isVisible();
    return page;
  }

  @SuppressWarnings("unchecked")
  private static Set<String> said(String gwid, String language) {
    try (var page = behind(gwid, language)) {
      var all = new TreeSet<>((List<String>) page.evaluate(SAID));
      page.locator("coredeck-log-status .missing").click();
      page.getByRole(AriaRole.SEARCHBOX).fill("nothing like it");
      assertThat(page.locator(".jump")).isVisible();
      all.addAll((List<String>) page.evaluate(SAID));
      page.locator(".matches").click();
      page.locator(".pattern").click();
      page.getByRole(AriaRole.SEARCHBOX).fill("(");
      all.addAll((List<String>) page.evaluate(SAID));
      return all;
    }
  }

  private static Printed line(long number) {
    var millis = BEGIN + number * 53;
    return switch ((int) (number % 20)) {
      case 3 ->
          new Printed(
              millis,
              "stderr",
              "WARN upstream billing-worker slow: " + number % 900 + " ms, budget 500 ms");
      case 5 ->
          new Printed(
              millis,
              "stderr",
              "ERROR payment 55-" + number + " failed: upstream timeout after 3000 ms");
      case 6, 7 ->
          new Printed(
              millis,
              "stderr",
              "    at io.shop.pay.Gateway.send(Gateway.java:" + number % 500 + ")");
      case 11 ->
          new Printed(
              millis,
              "stdout",
              "{\"level\":\"info\",\"msg\":\"order placed\",\"order\":"
                  + number
                  + ",\"total\":148.20}");
      case 13 -> new Printed(millis, "stdout", "DEBUG pool db: 9 of 40 in use, 0 waiting");
      default ->
          new Printed(
              millis,
              "stdout",
              "INFO GET /v1/orders 200 "
                  + number % 40
                  + " ms client=web-frontend request "
                  + number);
    };
  }
}
