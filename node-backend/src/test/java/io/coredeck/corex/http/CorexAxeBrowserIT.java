package io.coredeck.corex.http;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.corex.http.CorexPage.awaitText;
import static io.coredeck.corex.http.CorexPage.button;
import static io.coredeck.corex.http.CorexPage.heading;
import static io.coredeck.corex.http.CorexPage.row;
import static io.coredeck.corex.http.TestBrowser.shoot;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// No state of CoreX's own pages keeps people from using it: axe-core finds nothing serious, in
/// light and dark, on a desk and on a phone.
class CorexAxeBrowserIT extends RealPages {
  private static final int WIDTH = 1100;
  private static final int HEIGHT = 720;
  private static final int PHONE = 390;
  private static final int PHONE_HEIGHT = 844;

  /// Of all states, so that one run tells all.
  private final List<String> faults = new ArrayList<>();

  /// Brings the page into a state by itself, then looks at it.
  private void state(Page page, String name, Consumer<Page> reach) {
    resize(page, ColorScheme.LIGHT, WIDTH, HEIGHT);
    reach.accept(page);
    look(page, name + ", light");
    shoot(page, "axe-" + name);
    resize(page, ColorScheme.DARK, WIDTH, HEIGHT);
    look(page, name + ", dark");
    resize(page, ColorScheme.DARK, PHONE, PHONE_HEIGHT);
    look(page, name + ", phone");
    assertThat(page.evaluate("document.documentElement.scrollWidth")).as(name).isEqualTo(PHONE);
    shoot(page, "axe-" + name + "-phone");
    resize(page, ColorScheme.LIGHT, WIDTH, HEIGHT);
  }

  private void look(Page page, String state) {
    Axe.faults(page).forEach(fault -> faults.add(state + ": " + fault));
  }

  private static void resize(Page page, ColorScheme scheme, int width, int height) {
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setColorScheme(scheme)
            .setReducedMotion(ReducedMotion.REDUCE)); // colours are there at once
    page.setViewportSize(width, height);
  }

  private static void showOnPhone(Page page, String half) {
    resize(page, ColorScheme.LIGHT, PHONE, PHONE_HEIGHT);
    page.locator(".halves button").filter(CorexPage.with(half)).click();
    resize(page, ColorScheme.LIGHT, WIDTH, HEIGHT);
  }

  private static void press(Page page, String key) {
    page.keyboard().press(key);
  }

  @PageTest
  void the_page_with_processes_and_everything_that_opens_over_it() throws Exception {
    try (var context = browser.context(WIDTH, HEIGHT, ColorScheme.LIGHT)) {
      faults.clear();
      var page = show(context, "/");
      state(page, "empty", it -> assertThat(heading(it, "Nothing runs here yet")).isVisible());
      corex.post(
          "/api/v2/processes",
          "{\"argv\":[\"false\"],\"name\":\"worker\",\"group\":\"shop\",\"restart\":\"always\",\"max_restarts\":0}");
      TestScene.play(corex);
      state(
          page,
          "processes",
          it -> assertThat(row(it, "postgres_exporter")).containsText("Command not found"));
      row(page, "demo").locator("button.row").click();
      state(page, "terminal", it -> awaitText(it, "vacuum"));
      showOnPhone(page, "Processes");
      state(
          page,
          "signals",
          it -> {
            row(it, "demo").hover();
            row(it, "demo").getByRole(AriaRole.BUTTON, named("send a signal")).click();
          });
      row(page, "demo").getByRole(AriaRole.MENUITEM, named("Other signal")).click();
      state(page, "signal", it -> it.getByLabel("Signal", exactly()).fill("SIGNONE"));
      page.getByLabel("Signal", exactly()).press("Enter");
      state(
          page,
          "signal-unknown",
          it -> assertThat(it.getByText("There is no such signal.")).isVisible());
      press(page, "Escape");
      showOnPhone(page, "Terminal");
      state(page, "people", it -> it.locator("coredeck-people-menu:visible button.open").click());
      press(page, "Escape");
      state(page, "settings", it -> button(it, "Settings").click());
      press(page, "Escape");
      state(page, "keys", it -> button(it, "Keys").click());
      press(page, "Escape");
      state(page, "searching", it -> button(it, "Search (Ctrl Shift F)").click());
      press(page, "Escape");
      recorded(page);
      state(page, "split", it -> button(it, "Split (Ctrl Shift D)").click());
      state(page, "two", it -> it.locator(".choices button").first().click());
      assertThat(faults).isEmpty();
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private void recorded(Page page) {
    button(page, "Record what it prints").click();
    state(page, "recording", it -> assertThat(it.locator(".recording")).isVisible());
    button(page, "Stop the recording").click();
    state(page, "recorded", it -> assertThat(it.locator("select.version")).isVisible());
  }

  @PageTest
  void forms_dialogs_the_table_and_the_page_of_one_terminal() throws Exception {
    var id = corex.run("/bin/sh", "-c", "echo ready; cat");
    try (var context = browser.context(WIDTH, HEIGHT, ColorScheme.LIGHT)) {
      faults.clear();
      var page = show(context, "/");
      awaitText(page, "ready");
      state(
          page,
          "start",
          it -> {
            button(it, "Start").click();
            it.getByText("More", new Page.GetByTextOptions().setExact(true)).click();
            it.getByLabel("Start again by itself").selectOption("always");
            it.getByLabel("Seconds to end").fill("soon");
            it.getByLabel("Command", exactly()).fill("printf '%s' \"a b\"");
            it.getByLabel("Command", exactly()).press("Enter");
            assertThat(it.getByText("The seconds to end are 0 to 3600.")).isVisible();
          });
      button(page, "Cancel").click();
      state(
          page,
          "upload",
          it -> {
            button(it, "Upload files").click();
            it.locator("input[type=file]")
                .setInputFiles(new FilePayload("hosts", "text/plain", new byte[] {1}));
            it.getByLabel("Into the directory").fill("/nonexistent");
            it.locator("corex-upload-dialog button[type=submit]").click();
            assertThat(it.locator(".state.failed")).isVisible();
          });
      button(page, "Close").first().click();
      state(
          page,
          "download",
          it -> {
            button(it, "Download a file").click();
            it.getByLabel("Path in the container").fill("/nonexistent");
            it.locator("corex-download-dialog button[type=submit]").click();
            assertThat(it.locator(".fault:visible")).isVisible();
          });
      press(page, "Escape");
      state(page, "list", it -> button(it, "List").click());
      page.navigate(corex.origin() + "/attach/" + id);
      state(page, "attach", it -> awaitText(it, "ready"));
      page.navigate(corex.origin() + "/attach/99");
      state(
          page,
          "missing",
          it -> assertThat(it.getByText("There is no process 99 here")).isVisible());
      assertThat(faults).isEmpty();
      var _ = browser.complaints(); // about the refused files
    }
  }

  private static Locator.GetByRoleOptions named(String part) {
    return new Locator.GetByRoleOptions().setName(part);
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }
}
