package io.coredeck.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.browser.TestBrowser.shoot;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.coredeck.browser.TestBrowser;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What the composer promises that only a real node can keep: endpoints are tried from it, its
/// steps are seen with their times, and a container is replaced at the same address with its
/// volume.
@OnGrid
class ComposerWayBrowserIT {

  private static final Duration LINE_LIMIT = Duration.ofSeconds(60);
  private static final Pattern MILLISECONDS = Pattern.compile("[\\d,]+ ms|[\\d.]+ s");

  @Test
  void an_endpoint_is_tested_a_container_deployed_edited_and_replaced(Grid grid) throws Exception {
    var before = HostState.with(grid);
    var reserved = ids(grid);
    try (var browser = TestBrowser.start()) {
      var dashboard = new GridDashboard(grid, browser);
      var page = dashboard.open(browser.context(), "containers/new");
      assertThat(page.locator(".composer")).isVisible();
      compose(page);
      test(page, grid);
      deploy(page, "keeper");
      shoot(page, "whole-composer-steps");
      assertThat(page.locator(".deploy-dialog .step .took").last()).hasText(MILLISECONDS);
      var id = container(grid);
      write(grid, id);
      replace(page, id);
      var fresh = container(grid);
      assertThat(fresh).isNotEqualTo(id);
      awaitLine(grid, fresh, "kept: precious");
      grid.delete(fresh);
      for (var volume : ids(grid).stream().filter(one -> !reserved.contains(one)).toList()) {
        grid.delete(volume);
      }
    }
    HostState.assertNothingLeft(grid, before);
  }

  private static void compose(Page page) {
    button(page, "Start from a template").click();
    button(page, "Use the template Shell with a volume").click();
    page.getByText("Run one command").click();
    type(
        page.locator("#part-run vaadin-text-field input"),
        "/bin/sh -c 'echo precious > /data/note; while :; do sleep 1; done'");
    type(page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).first(), "keeper");
  }

  private static void test(Page page, Grid grid) throws Exception {
    var redis = URI.create(grid.endpoints().get("redis").asString());
    var logs = page.getByLabel("Send logs to");
    type(logs, "redis://127.0.0.1:1/lines");
    button(page, "Test the address for logs from the node").click();
    var result = page.locator("#part-telemetry .tried").first();
    assertThat(result).containsText("nothing listens");
    type(logs, "redis://127.0.0.1:%d/lines".formatted(redis.getPort()));
    button(page, "Test the address for logs from the node").click();
    assertThat(result).containsText("Reached from");
    page.locator("#part-telemetry").scrollIntoViewIfNeeded();
    shoot(page, "whole-composer-test");
    type(logs, "");
  }

  private static void deploy(Page page, String name) {
    page.keyboard().press("Control+Enter");
    assertThat(page.getByRole(AriaRole.HEADING, named(name + " is running"))).isVisible();
  }

  private static long container(Grid grid) throws Exception {
    return list(grid)
        .filter(one -> one.toString().contains("busybox"))
        .mapToLong(ComposerWayBrowserIT::id)
        .max()
        .orElseThrow();
  }

  private static List<Long> ids(Grid grid) throws Exception {
    return list(grid).map(ComposerWayBrowserIT::id).toList();
  }

  private static Stream<JsonNode> list(Grid grid) throws Exception {
    return Grid.JSON.readTree(grid.coredeck("list", "-o", "json").out()).valueStream();
  }

  private static long id(JsonNode one) {
    return one.path("id").asLong(one.path("reservation_id").asLong());
  }

  private static void write(Grid grid, long id) throws Exception {
    assertThat(grid.coredeck("get", Long.toString(id), "-o", "json").out()).contains("keeper");
  }

  private static void replace(Page page, long id) {
    TestBrowser.load(
        page, page.url().replaceFirst("^(https?://[^/]+/).*", "$1containers/new?replace=" + id));
    assertThat(page.getByRole(AriaRole.HEADING, named("Edit keeper"))).isVisible();
    type(
        page.locator("#part-run vaadin-text-field input"),
        "/bin/sh -c 'echo kept: $(cat /data/note); while :; do sleep 1; done'");
    button(page, "Deploy changes").click();
    page.getByLabel("Type keeper to replace it").fill("keeper");
    shoot(page, "whole-composer-replace");
    button(page, "Replace container").click();
    assertThat(page.getByRole(AriaRole.HEADING, named("keeper is running"))).isVisible();
    assertThat(page.getByText("Old container removed")).isVisible();
    shoot(page, "whole-composer-replaced");
  }

  private static void awaitLine(Grid grid, long id, String line) throws Exception {
    var end = System.nanoTime() + LINE_LIMIT.toNanos();
    var seen = "";
    while (System.nanoTime() < end) {
      seen = grid.coredeck("logs", Long.toString(id)).out();
      if (seen.contains(line)) {
        return;
      }
    }
    assertThat(seen).contains(line);
  }

  private static void type(Locator field, String text) {
    field.fill(text);
    field.blur();
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, named(name));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
