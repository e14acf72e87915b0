package io.coredeck.dashboard.find;

import io.coredeck.dashboard.find.Containers.Entry;
import io.coredeck.dashboard.find.Images.Image;
import io.coredeck.dashboard.frame.Look;
import io.coredeck.dashboard.frame.Navigation.Place;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.signin.Person;
import io.coredeck.dashboard.text.Language;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.registry.Node;
import io.coredeck.model.registry.Pool;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Answers one key of the palette with the few best of everything the person may see and do. May be
/// used by many threads.
public final class Finder {

  private static final Texts TEXTS = Texts.of(Finder.class);
  private static final int MOST_CONTAINERS = 8;
  private static final int MOST_OTHERS = 5;
  private static final int MOST_WORDS = 6;
  private static final int MOST_TYPED = 100;
  private static final int LEAST_VERB = 3;

  private final Containers containers = new Containers();
  private final Images images;

  public Finder(Images images) {
    this.images = images;
  }

  /// Who asks, in which language, and what there is.
  ///
  /// @param pools the person's own
  record Asker(
      Person person, Language language, GridView view, List<Place> places, List<Pool> pools) {

    Optional<Long> onlyOf() {
      return person.role().seesAll() ? Optional.empty() : Optional.of(person.tid());
    }

    boolean maySee(long tid) {
      return onlyOf().filter(own -> own != tid).isEmpty();
    }

    /// @return whether there is such a page for the person
    boolean has(String path) {
      return places.stream().anyMatch(place -> place.path().equals(path));
    }
  }

  /// What stands together.
  record Group(String title, List<Item> items) {}

  /// @param typed as typed; after `>` only commands are meant
  /// @param opened ids of what was opened lately, the newest first
  List<Group> find(Asker asker, String typed, List<String> opened) {
    var text =
        Containers.small(typed.length() > MOST_TYPED ? typed.substring(0, MOST_TYPED) : typed);
    var isCommand = text.strip().startsWith(">");
    var words =
        Stream.of((isCommand ? text.replaceFirst(">", "") : text).strip().split("\\s+"))
            .filter(word -> !word.isEmpty())
            .limit(MOST_WORDS)
            .toList();
    var groups = new ArrayList<Group>();
    if (words.isEmpty() && !isCommand) {
      add(groups, asker, "recent", opened(asker, opened));
    }
    if (!isCommand) {
      add(groups, asker, "containers", words.isEmpty() ? List.of() : containers(asker, words));
      add(groups, asker, "pages", matching(pages(asker), words));
    }
    if (!isCommand && !words.isEmpty()) {
      add(groups, asker, "nodes", matching(nodes(asker), words));
      add(groups, asker, "networks", networks(asker, words));
      add(groups, asker, "volumes", volumes(asker, words));
      add(groups, asker, "pools", matching(Things.pools(asker), words));
      add(groups, asker, "images", matching(images(asker), words));
    }
    var commands = new ArrayList<>(verbs(asker, words));
    commands.addAll(all(Commands.everywhere(asker.person().role(), asker.language()), words));
    add(groups, asker, "commands", commands);
    return first(groups, words, opened);
  }

  private static void add(List<Group> groups, Asker asker, String title, List<Item> items) {
    if (!items.isEmpty()) {
      groups.add(new Group(TEXTS.in(asker.language(), title), items));
    }
  }

  /// What was opened lately stands before what answers as well.
  private static List<Group> first(List<Group> groups, List<String> words, List<String> opened) {
    return words.isEmpty()
        ? groups
        : groups.stream()
            .map(group -> new Group(group.title(), lately(group.items(), opened)))
            .toList();
  }

  private static List<Item> lately(List<Item> items, List<String> opened) {
    return items.stream()
        .sorted(
            Comparator.comparingInt(item -> {
              var at = opened.indexOf(item.id());
              return item.id().isEmpty() || at < 0 ? Integer.MAX_VALUE : at;
            }))
        .toList();
  }

  private List<Item> containers(Asker asker, List<String> words) {
    var nodes = nodeNames(asker.view(), Containers::small);
    return containers.best(asker.view(), words, nodes, asker.onlyOf(), MOST_CONTAINERS).stream()
        .map(entry -> marked(item(asker, entry), words))
        .toList();
  }

  private static List<Item> volumes(Asker asker, List<String> words) {
    return Things.volumes(asker, words, MOST_OTHERS).stream()
        .map(item -> marked(item, words))
        .toList();
  }

  private static List<Item> networks(Asker asker, List<String> words) {
    return matching(Things.networks(asker), words).stream()
        .flatMap(found -> Things.network(asker, found.id()).stream())
        .map(item -> marked(item, words))
        .toList();
  }

  private static Item marked(Item item, List<String> words) {
    return words.size() == 1
        ? item.hit(Match.hits(Containers.small(item.name()), words.getFirst()))
        : item;
  }

  private static Item item(Asker asker, Entry entry) {
    var look = Look.of(entry.reservation(), asker.view());
    var node = nodeNames(asker.view(), name -> name).getOrDefault(entry.reservation().nodeId(), "");
    var where =
        entry.address().isEmpty() || node.isEmpty()
            ? entry.address() + node
            : TEXTS.in(asker.language(), "on-node", entry.address(), node);
    return new Item(
        "container " + entry.reservation().id(),
        "",
        look.kind().word(),
        entry.name(),
        List.of(),
        where,
        look.text(asker.language()),
        "",
        "containers/" + entry.reservation().id(),
        "",
        Commands.of(entry, look, asker));
  }

  private static Map<String, String> nodeNames(GridView view, Function<String, String> form) {
    var names = new HashMap<String, String>();
    for (var node : view.nodes()) {
      names.put(node.nodeId(), form.apply(nameOf(node)));
    }
    return names;
  }

  private static String nameOf(Node node) {
    return node.hostname().isBlank() ? node.nodeId() : node.hostname();
  }

  private static List<Item> pages(Asker asker) {
    return asker.places().stream()
        .map(place ->
            Item.link(
                    "page " + place.path(), place.icon(), place.name(asker.language()), href(place))
                .byKey("G " + Character.toUpperCase(place.key())))
        .toList();
  }

  private static String href(Place place) {
    return place.path().isEmpty() ? "." : place.path();
  }

  private static List<Item> nodes(Asker asker) {
    var hasPage = asker.has("nodes");
    return asker.view().nodes().stream()
        .map(node ->
            Item.link(
                    "node " + node.nodeId(),
                    "server",
                    nameOf(node),
                    hasPage ? "nodes/" + node.nodeId() : ".")
                .with(
                    TEXTS.in(asker.language(), "containers-on", node.workloads().containers()), ""))
        .toList();
  }

  private List<Item> images(Asker asker) {
    var mayChange = asker.person().role().mayChange();
    return images.known().stream().map(image -> item(image, mayChange, asker.language())).toList();
  }

  private static Item item(Image image, boolean mayChange, Language language) {
    var name = image.name().replaceFirst("\\.flist$", "");
    var url = URLEncoder.encode(image.url(), StandardCharsets.UTF_8);
    var href = mayChange ? "containers/new?image=" + url : "images";
    var aside = mayChange ? TEXTS.in(language, "start-container") : "";
    return Item.link("image " + image.name(), "package", name, href).with("", aside);
  }

  private static List<Item> matching(List<Item> items, List<String> words) {
    return all(items, words).stream().limit(words.isEmpty() ? items.size() : MOST_OTHERS).toList();
  }

  private record Rated(Item item, int score) {}

  private static List<Item> all(List<Item> items, List<String> words) {
    return items.stream()
        .flatMap(item -> rate(item, words).stream())
        .sorted(Comparator.comparingInt(Rated::score).reversed())
        .map(Rated::item)
        .toList();
  }

  private static Optional<Rated> rate(Item item, List<String> words) {
    var name = Containers.small(item.name());
    var score = 0;
    for (var word : words) {
      var match = Match.loose(name, word);
      if (match == 0) {
        return Optional.empty();
      }
      score += match;
    }
    return Optional.of(new Rated(marked(item, words), score));
  }

  /// `logs web` means the logs of what `web` finds.
  private List<Item> verbs(Asker asker, List<String> words) {
    if (words.size() < 2 || words.getFirst().length() < LEAST_VERB) {
      return List.of();
    }
    var verb = words.getFirst();
    return containers(asker, words.subList(1, words.size())).stream()
        .flatMap(item ->
            item.acts().stream()
                .filter(act -> Containers.small(act.name()).contains(verb))
                .map(act -> act.with(item.name(), "")))
        .limit(MOST_OTHERS)
        .toList();
  }

  private List<Item> opened(Asker asker, List<String> ids) {
    var pages = pages(asker);
    var others =
        Stream.of(pages, nodes(asker), Things.pools(asker), images(asker))
            .flatMap(List::stream)
            .toList();
    return ids.stream()
        .flatMap(id -> opened(asker, id, others).stream())
        .limit(MOST_OTHERS)
        .toList();
  }

  private Optional<Item> opened(Asker asker, String id, List<Item> others) {
    if (id.matches("container \\d{1,18}")) {
      return containers
          .find(asker.view(), Long.parseLong(id.substring("container ".length())))
          .filter(entry -> asker.maySee(entry.reservation().customerTid()))
          .map(entry -> item(asker, entry));
    }
    if (id.startsWith("network ")) {
      return Things.network(asker, id);
    }
    return id.startsWith("volume ")
        ? Things.volume(asker, id)
        : others.stream().filter(item -> item.id().equals(id)).findFirst();
  }
}
