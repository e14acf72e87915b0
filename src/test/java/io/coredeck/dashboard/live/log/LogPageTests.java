package io.coredeck.dashboard.live.log;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/// Tests of the page of logs: a server for all of a class, a page for each, and nothing in its
/// console.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LogPageTests {

  LogPages pages;
  TestRedis redis;
  Page page;

  @BeforeAll
  void start() throws Exception {
    pages = LogPages.start();
    redis = pages.redis;
  }

  @AfterAll
  void stop() throws Exception {
    pages.close();
  }

  @BeforeEach
  void open() {
    page = pages.open();
  }

  @AfterEach
  void nothingWasWrong() {
    page.close();
    pages.nothingWasWrong();
  }
}
