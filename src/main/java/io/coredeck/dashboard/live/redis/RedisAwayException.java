package io.coredeck.dashboard.live.redis;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Redis cannot be asked now; the loop is trying to reach it again.
public final class RedisAwayException extends IOException {

  RedisAwayException(RedisPlace place, @Nullable Throwable cause) {
    super(place + ": does not answer; it is tried again, look at ./coredeck status", cause);
  }
}
