package io.coredeck.corex.http;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.coredeck.corex.linux.LinuxTerminals;
import io.coredeck.corex.linux.ProcMeter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// A browser for each class and a CoreX for each test: real pages of real programs.
@Execution(ExecutionMode.CONCURRENT) // beside other classes; its own tests are each a PageTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RealPages {
  TestBrowser browser;
  TestCorex corex;

  @BeforeAll
  void open() {
    browser = TestBrowser.start();
  }

  @AfterAll
  void close() {
    browser.close();
  }

  @BeforeEach
  void start() throws IOException {
    restart(TestCorex.options("", false, 0));
    var _ = browser.complaints(); // of a test that cuts the line
  }

  @AfterEach
  void stop() {
    corex.close();
  }

  /// A CoreX that behaves differently.
  final void restart(ServerOptions options) throws IOException {
    if (corex != null) {
      corex.close();
    }
    corex = TestCorex.start(terminals(), meter(), options);
  }

  static LinuxTerminals terminals() {
    var environment = Map.of("PATH", "/usr/bin:/bin", "PS1", "$ ", "TERM", "xterm-256color");
    return new LinuxTerminals(environment, Path.of("/tmp"));
  }

  static ProcMeter meter() {
    return new ProcMeter(Path.of("/proc"), Path.of("/sys/fs/cgroup"));
  }

  /// @param address of the page, or its path on the server
  final Page show(BrowserContext context, String address) {
    var page = context.newPage();
    page.navigate(address.startsWith("/") ? corex.origin() + address : address);
    assertThat(page.locator("corex-top-bar")).containsText("Connected");
    return page;
  }
}
