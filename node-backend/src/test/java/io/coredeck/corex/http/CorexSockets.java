package io.coredeck.corex.http;

import io.coredeck.corex.process.FakeTerminals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/// A CoreX for each test, whose processes print what the test says, and sockets to it.
@Timeout(60)
abstract class CorexSockets {
  final FakeTerminals terminals = new FakeTerminals();
  TestCorex corex;

  @BeforeEach
  void start() throws Exception {
    corex = TestCorex.start(terminals);
  }

  @AfterEach
  void close() {
    corex.close();
  }
}
