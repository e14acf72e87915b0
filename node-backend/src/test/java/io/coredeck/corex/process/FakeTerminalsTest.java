package io.coredeck.corex.process;

import java.util.List;

/// The fake keeps the same promises as Linux.
class FakeTerminalsTest extends PtyContract {
  @Override
  protected Pty.Starter starter() {
    return new FakeTerminals();
  }

  @Override
  protected List<String> printing(String text, int status) {
    return List.of("print", text, String.valueOf(status));
  }

  @Override
  protected List<String> echoing() {
    return List.of("echo");
  }

  @Override
  protected List<String> tellingItsSize() {
    return List.of("size");
  }
}
