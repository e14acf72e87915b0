package io.coredeck.whole.people;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A page of the dashboard as Vaadin's client holds it open: it was loaded, has its UI on the
/// server and a line for what the server tells by itself, and knows the elements that are there.
final class OpenPage {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern TICKET = Pattern.compile("data-ticket=\"([\\w-]+)\"");

  /// What a browser tells of itself.
  private static final String BROWSER =
      "&query=&v-sh=900&v-sw=1440&v-wh=900&v-ww=1440&v-bh=900&v-bw=1440&v-curdate=1795916345044"
          + "&v-tzo=0&v-dstd=0&v-rtzo=0&v-dston=false&v-tzid=UTC&v-wn=v-0.5282078281886224"
          + "&v-td=false&v-pr=1&v-np=Linux%20x86_64&v-cs=light%20dark&v-pv=VISIBLE"
          + "&v-fs=NOT_FULLSCREEN&v-so=landscape-primary&v-soa=0&v-tn=lumo&v-ga=PROMPT"
          + "&v-wla=SUPPORTED&v-ws=false";

  private final Visitor visitor;
  private final String ticket;
  private final String ui;
  private final String csrf;
  private final Line push = new Line(List.of(), _ -> Optional.empty());
  private final Map<Integer, Map<String, String>> nodes = new LinkedHashMap<>();
  private int server;
  private int client;

  private OpenPage(Visitor visitor, String ticket, JsonNode made) {
    var uidl = made.get("uidl");
    this.visitor = visitor;
    this.ticket = ticket;
    this.ui = made.get("v-uiId").asString();
    this.csrf = uidl.get("Vaadin-Security-Key").asString();
    take(uidl);
  }

  /// @param path without a slash at its begin
  static OpenPage load(Visitor visitor, String path) throws IOException, InterruptedException {
    var ticket = TICKET.matcher(visitor.get("/" + path));
    if (!ticket.find()) {
      throw new IOException(path + " has no ticket");
    }
    var location = URLEncoder.encode(path, StandardCharsets.UTF_8);
    var made = JSON.readTree(visitor.get("/?v-r=init&location=" + location + BROWSER));
    var app = made.get("appConfig");
    var page = new OpenPage(visitor, ticket.group(1), app);
    var pushId = app.get("uidl").get("Vaadin-Push-ID").asString();
    visitor.open(pushAddress(page.ui, pushId), page.push);
    page.send(
        List.of(
            event(
                1,
                "ui-navigate",
                Map.of(
                    "route",
                    "/" + path,
                    "query",
                    "",
                    "appShellTitle",
                    "",
                    "historyState",
                    Map.of("idx", 0),
                    "trigger",
                    ""))));
    return page;
  }

  private static String pushAddress(String ui, String pushId) {
    return ("/VAADIN/push?v-r=push&v-uiId=%s&v-pushId=%s&X-Atmosphere-tracking-id=0"
            + "&X-Atmosphere-Framework=4.0.1&X-Atmosphere-Transport=websocket"
            + "&X-Atmosphere-TrackMessageSize=true&Content-Type=application/json;%%20charset=UTF-8"
            + "&X-atmo-protocol=true&X-Vaadin-LastSeenServerSyncId=0")
        .formatted(ui, pushId);
  }

  /// @return what it shows with a web socket it opens
  String ticket() {
    return "ticket." + ticket;
  }

  /// @return for what the server tells by itself
  Line push() {
    return push;
  }

  /// @return what happened to an element
  static Map<String, Object> event(int node, String name, Map<String, Object> data) {
    return Map.of("type", "event", "node", node, "event", name, "data", data);
  }

  /// @return that a property of an element has changed
  static Map<String, Object> change(int node, String property, Object value) {
    return Map.of(
        "type", "mSync", "node", node, "feature", 1, "property", property, "value", value);
  }

  /// Tells the server what happened, and takes what has changed.
  void send(List<Map<String, Object>> happened) throws IOException, InterruptedException {
    take(JSON.readTree(visitor.post(address(), JSON.writeValueAsString(message(happened)))));
  }

  /// As a browser that goes to another page.
  void leave() throws IOException, InterruptedException {
    var message = message(List.of());
    message.put("UNLOAD", true);
    visitor.post(address(), JSON.writeValueAsString(message));
  }

  private String address() {
    return "/?v-r=uidl&v-uiId=" + ui;
  }

  private Map<String, Object> message(List<Map<String, Object>> happened) {
    var message = new LinkedHashMap<String, Object>();
    message.put("csrfToken", csrf);
    message.put("rpc", happened);
    message.put("syncId", server);
    message.put("clientId", client);
    return message;
  }

  /// @return the elements with this tag, in no order
  List<Integer> all(String tag) {
    return nodes.entrySet().stream()
        .filter(node -> tag.equals(node.getValue().get("tag")))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// @return the element with this tag whose attribute is so
  /// @throws IllegalStateException if there is no such element
  int one(String tag, String attribute, String value) {
    return all(tag).stream()
        .filter(node -> value.equals(nodes.getOrDefault(node, Map.of()).get(attribute)))
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException(
                "no %s with %s %s on the page: %s".formatted(tag, attribute, value, nodes)));
  }

  /// What it gets by the line instead changes nothing that is asked of it here.
  private void take(JsonNode uidl) {
    if (!uidl.has("syncId")) {
      throw new IllegalStateException("the server does not know this page: " + uidl);
    }
    server = uidl.get("syncId").asInt();
    client = uidl.get("clientId").asInt();
    for (var change : uidl.path("changes")) {
      if (change.path("type").asString().equals("put") && change.path("value").isString()) {
        nodes
            .computeIfAbsent(change.get("node").asInt(), _ -> new LinkedHashMap<>())
            .put(change.get("key").asString(), change.get("value").asString());
      }
    }
  }
}
