package io.coredeck.web;

import java.io.IOException;
import java.util.concurrent.CompletionStage;

/// Answers a call when there is something to say; no thread waits meanwhile.
///
/// The answer must come within {@link WebServer#LONGEST_WAIT}, else the connection is cut.
@FunctionalInterface
public interface LaterHandler {

  /// @return what the caller gets, once it is there
  /// @throws RefusedException to turn the call down at once; the stage may fail with it, too
  /// @throws IOException see {@link Handler#answer}
  /// @throws InterruptedException see {@link Handler#answer}
  CompletionStage<Answer> answer(WebRequest request) throws IOException, InterruptedException;
}
