package io.coredeck.dashboard.nodes;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.usage.Named;
import io.coredeck.dashboard.usage.NodeLife;
import io.coredeck.dashboard.widget.Amounts;
import io.coredeck.dashboard.widget.ObjectHead;
import io.coredeck.dashboard.widget.Toast;
import io.coredeck.dashboard.widget.errand.Asking;
import io.coredeck.dashboard.widget.errand.Errand;
import io.coredeck.model.registry.Farm;
import io.coredeck.model.registry.Node;
import io.coredeck.sdk.FarmerClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The head of a node's page. Who owns the node's farm decides there what it may be used for.
final class NodeHead extends Composite<ObjectHead> {

  private static final Texts TEXTS = Texts.of(NodeHead.class);

  private final PersonSession session;
  private final Button free = new Button();
  private Optional<Farm> farm = Optional.empty();
  private Optional<Node> node = Optional.empty();
  private Optional<Asking<Farm>> asking = Optional.empty();
  private List<String> told = List.of();

  NodeHead(PersonSession session) {
    this.session = session;
    free.addClickListener(_ -> node.ifPresent(this::turnFree));
  }

  /// @param first the node whose page it is now
  void begin(Node first) {
    node = Optional.of(first);
    farm = Optional.empty();
    told = List.of();
    getContent().actions();
    // Until it is known the farm's number stands there.
    var fresh =
        new Asking<Farm>("farm", () -> session.grid().farm(first.farmId()), this::know, _ -> {});
    asking = Optional.of(fresh);
    fresh.ask();
  }

  void look(GridView view) {
    asking.ifPresent(one -> one.look(view));
  }

  private void know(Farm found) {
    farm = Optional.of(found);
    told = List.of();
    var person = session.person();
    if (person.role().mayChange() && found.threebotId() == person.tid()) {
      var connect =
          new Button(
              TEXTS.get("public"),
              _ -> node.ifPresent(one -> new PublicDialog(session.grid(), one.nodeId()).open()));
      getContent().actions(connect, free);
    }
    node.ifPresent(one -> show(one, NodeRow.of(one, "", false, Instant.now())));
  }

  private void turnFree(Node one) {
    var wanted = !one.freeToUse();
    new Errand<Boolean>(
            UI.getCurrent(),
            _ -> Toast.good(TEXTS.get(wanted ? "free.now" : "free.no-more", Named.of(one))),
            why -> Toast.bad(TEXTS.get("free.failed"), why))
        .run(
            "free-to-use",
            () -> {
              new FarmerClient(session.grid()).setFreeToUse(one.nodeId(), wanted);
              return wanted;
            });
  }

  void show(Node one, NodeRow row) {
    node = Optional.of(one);
    var head = getContent();
    head.title(row.name());
    head.state(row.kind(), TEXTS.get(row.life()));
    free.setText(TEXTS.get(one.freeToUse() ? "free.take" : "free.give"));
    var facts = facts(one);
    if (facts.equals(told)) {
      return;
    }
    told = facts;
    head.clearFacts();
    for (var i = 0; i < facts.size(); i += 2) {
      head.fact(facts.get(i), facts.get(i + 1));
    }
    head.exactFact(TEXTS.get("id"), one.nodeId());
  }

  private List<String> facts(Node one) {
    var facts = new ArrayList<String>();
    add(facts, "farm", farm.map(Farm::name).orElse(Long.toString(one.farmId())));
    add(
        facts,
        "sign",
        TEXTS.get("sign.ago", Amounts.brief(NodeLife.of(one, Instant.now()).silence())));
    add(facts, "uptime", Amounts.brief(Duration.ofSeconds(one.uptime())));
    add(facts, "version", one.osVersion());
    add(facts, "place", place(one));
    add(facts, "free", TEXTS.get(one.freeToUse() ? "free.yes" : "free.not"));
    return List.copyOf(facts);
  }

  private static void add(List<String> facts, String key, String value) {
    facts.add(TEXTS.get(key));
    facts.add(value);
  }

  private static String place(Node one) {
    var place = one.location();
    return String.join(
        ", ", Stream.of(place.city(), place.country()).filter(word -> !word.isBlank()).toList());
  }
}
