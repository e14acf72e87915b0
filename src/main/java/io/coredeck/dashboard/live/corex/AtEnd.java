package io.coredeck.dashboard.live.corex;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/// Does something when an exchange is over, however it ended.
///
/// @param then done once
record AtEnd(Runnable then) implements AsyncListener {

  @Override
  public void onComplete(AsyncEvent event) {
    then.run();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    event.getAsyncContext().complete();
  }

  @Override
  public void onError(AsyncEvent event) {
    // Jetty completes the exchange, which is told above.
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // The same exchange goes on.
  }
}
