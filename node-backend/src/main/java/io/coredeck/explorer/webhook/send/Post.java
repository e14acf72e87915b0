package io.coredeck.explorer.webhook.send;

import java.net.URI;
import java.util.List;

/// What is sent. Its text form hides where to and with which secrets.
///
/// @param url where to
/// @param id of the event
/// @param body JSON
/// @param secrets the current one first
public record Post(URI url, String id, String body, List<String> secrets) {

  @Override
  public String toString() {
    return "Post[id=%s, the rest hidden]".formatted(id);
  }
}
