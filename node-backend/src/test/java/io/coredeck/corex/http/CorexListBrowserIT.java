package io.coredeck.corex.http;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.corex.http.CorexPage.awaitText;
import static io.coredeck.corex.http.CorexPage.button;
import static io.coredeck.corex.http.CorexPage.row;
import static io.coredeck.corex.http.CorexPage.with;
import static io.coredeck.corex.http.TestBrowser.shoot;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;

/// What the list tells of processes that are restarted, wait and belong together, what is done to
/// them there, and what they are started with besides their command.
class CorexListBrowserIT extends RealPages {
  private static final String DEFINITIONS =
      """
      [[process]]
      name = "setup"
      command = ["/bin/sh", "-c", "echo go on with Enter; read x"]

      [[process]]
      name = "web"
      group = "shop"
      command = ["/bin/sh", "-c", "echo serving; sleep 1000"]
      after = ["setup"]
      wait = "exit"

      [[process]]
      name = "queue"
      group = "shop"
      command = ["sleep", "1000"]

      [[process]]
      name = "flaky"
      command = ["/bin/sh", "-c", "exit 3"]
      restart = "on-failure"
      max_restarts = 1
      """;

  @PageTest
  void who_waits_gave_up_and_belongs_together_is_told_and_groups_are_acted_on() throws Exception {
    corex.close();
    corex = TestCorex.defining(terminals(), meter(), DEFINITIONS);
    corex.awaitList("sleep 1000");
    try (var context = browser.context(1100, 720, ColorScheme.LIGHT)) {
      var page = show(context, "/");
      assertThat(named(page, "web")).containsText("Waiting");
      assertThat(named(page, "web")).containsText("It is started after setup.");
      assertThat(named(page, "flaky")).containsText("Gave up: it ended again after 1 restart.");
      assertThat(named(page, "flaky").locator(".restarts")).hasText("1");
      var group = page.locator("corex-group-head");
      assertThat(group).containsText("shop");
      assertThat(group).containsText("1 of 2 running");
      assertThat(page.locator("corex-process-list header")).containsText("2 running");
      assertThat(named(page, "queue")).containsText("Running");
      shoot(page, "corex-groups");
      named(page, "setup").locator("button.row").click();
      awaitText(page, "go on with Enter");
      CorexPage.type(page, "\n");
      assertThat(named(page, "setup")).containsText("Done, 0");
      assertThat(group).containsText("2 of 2 running");
      assertThat(named(page, "web")).not().containsText("It is started after");
      var before = pid(named(page, "queue"));
      button(page, "Restart all of shop").click();
      assertThat(named(page, "queue").locator(".pid")).not().hasText(before);
      assertThat(named(page, "queue").locator(".pid")).hasText(Pattern.compile("[0-9]+"));
      button(page, "Stop all of shop").click();
      assertThat(group).containsText("0 of 2 running");
      assertThat(named(page, "web")).containsText("SIGTERM");
      button(page, "Start all of shop").click();
      assertThat(group).containsText("2 of 2 running");
      group.getByRole(AriaRole.BUTTON).first().click();
      assertThat(named(page, "queue")).hasCount(0);
      assertThat(browser.complaints()).isEmpty();
    }
  }

  /// The row of the process that has this name.
  private static Locator named(Page page, String name) {
    var called =
        page.locator(".name")
            .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^" + name + "$")));
    return page.locator("corex-process-row").filter(new Locator.FilterOptions().setHas(called));
  }

  private static String pid(Locator row) {
    return row.locator(".pid").innerText();
  }

  @PageTest
  void one_is_restarted_started_again_taken_off_and_told_any_signal_by_its_name() throws Exception {
    var traps =
        "trap 'echo got-ALRM' ALRM; trap 'echo got-35' RTMIN+1; echo set $$; while :; do sleep 0.1; done";
    corex.run("/bin/bash", "-c", traps);
    try (var context = browser.context(1100, 720, ColorScheme.LIGHT)) {
      var page = show(context, "/");
      awaitText(page, "set");
      var row = page.locator("corex-process-row");
      other(page, "nonsense");
      assertThat(page.getByText("There is no such signal.")).isVisible();
      page.keyboard().press("Escape");
      other(page, "alrm");
      awaitText(page, "got-ALRM");
      other(page, "SIGRTMIN+1");
      awaitText(page, "got-35");
      var before = pid(row);
      menu(page);
      row.getByRole(AriaRole.MENUITEM, named("Restart")).click();
      assertThat(row.locator(".pid")).not().hasText(before);
      var again = Pattern.compile("[0-9]+");
      assertThat(row.locator(".pid")).hasText(again);
      awaitText(page, "set " + pid(row));
      menu(page);
      row.getByRole(AriaRole.MENUITEM, named("SIGKILL")).click();
      assertThat(row).containsText("SIGKILL");
      row.hover();
      row.getByRole(AriaRole.BUTTON, named("Start bash again")).click();
      assertThat(row).containsText("Running");
      menu(page);
      row.getByRole(AriaRole.MENUITEM, named("SIGKILL")).click();
      row.hover();
      row.getByRole(AriaRole.BUTTON, named("Take bash off the list")).click();
      assertThat(row).hasCount(0);
      assertThat(corex.body("/api/processes")).contains("\"processes\":[]");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static void menu(Page page) {
    var row = page.locator("corex-process-row");
    row.hover();
    row.getByRole(AriaRole.BUTTON, named("Restart, or send a signal")).click();
  }

  private static void other(Page page, String signal) {
    menu(page);
    page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Other signal")).click();
    page.getByLabel("Signal", exactly()).fill(signal);
    page.getByLabel("Signal", exactly()).press("Enter");
  }

  @PageTest
  void a_process_is_started_with_variables_user_group_restarts_and_a_stop_of_its_own()
      throws Exception {
    var command =
        "/bin/sh -c 'trap \"echo told to stop; exit 0\" INT; echo \"$GREETING\" from $(id -un) in $PWD; while :; do sleep 0.1; done'";
    try (var context = browser.context(1100, 720, ColorScheme.LIGHT)) {
      var page = show(context, "/");
      more(page, command);
      page.getByLabel("Variables, one in each line").fill("GREETING=good day\nX=y");
      page.getByLabel("Working directory").fill("/var");
      page.getByLabel("User").fill("nobody");
      page.getByLabel("Name", exactly()).fill("greeter");
      page.getByLabel("Group").fill("people");
      page.getByLabel("Start again by itself").selectOption("on-failure");
      page.getByLabel("At most, in a row").fill("0");
      page.getByLabel("Stop signal").fill("int");
      page.getByLabel("Seconds to end").fill("2.5");
      shoot(page, "corex-start-more");
      page.getByLabel("Seconds to end").press("Enter");
      awaitText(page, "good day from nobody in /var");
      assertThat(page.locator("corex-group-head")).containsText("people");
      var told = corex.body("/api/v2/processes");
      assertThat(told)
          .contains("\"name\":\"greeter\"", "\"group\":\"people\"", "\"restart\":\"on-failure\"")
          .contains("\"user\":\"nobody\"", "\"directory\":\"/var\"", "\"terminal\":true");
      row(page, "greeter").hover();
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Stop greeter")).click();
      awaitText(page, "told to stop");
      assertThat(row(page, "greeter")).containsText("Done, 0");
      more(page, "/bin/sh -c 'tty; echo wrong >&2; read x; echo $x; exit 4'");
      page.getByLabel("No terminal, plain pipes").check();
      page.getByLabel("Start again by itself").selectOption("always");
      page.getByLabel("At most, in a row").fill("0");
      page.getByLabel("At most, in a row").press("Enter");
      awaitText(page, "not a tty\nwrong");
      CorexPage.type(page, "over pipes\n");
      awaitText(page, "over pipes");
      assertThat(row(page, "tty")).containsText("Gave up");
      assertThat(corex.body("/api/v2/processes/2/logs?stream=stderr")).isEqualTo("wrong\n");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static void more(Page page, String command) {
    button(page, "Start").first().click();
    page.getByLabel("Command", exactly()).fill(command);
    page.locator("summary").filter(with("More")).click();
  }

  private static Locator.GetByRoleOptions named(String part) {
    return new Locator.GetByRoleOptions().setName(part);
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }
}
