package io.coredeck.web;

import java.io.IOException;

/// Answers one kind of call. Runs on a virtual thread of its own and may block.
@FunctionalInterface
public interface Handler {

  /// @return what the caller gets
  /// @throws RefusedException to turn the call down with a status and a message
  /// @throws IOException if the caller's data or ours cannot be read; becomes a 500 and a log entry
  /// @throws InterruptedException if the server is closing; becomes a 503
  Answer answer(WebRequest request) throws IOException, InterruptedException;
}
