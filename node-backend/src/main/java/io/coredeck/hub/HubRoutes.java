package io.coredeck.hub;

import static io.coredeck.hub.BearerToken.errors;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.hub.store.FlistFacts;
import io.coredeck.hub.store.Published;
import io.coredeck.hub.store.Repositories;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.Router;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.Json;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The hub's addresses for those who only read: those of the original hub.
final class HubRoutes {
  private static final String FLIST_TYPE = "application/octet-stream";
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Repositories repositories;
  private final FlistFacts facts;

  HubRoutes(Repositories repositories, FlistFacts facts) {
    this.repositories = repositories;
    this.facts = facts;
  }

  Router addTo(Router router) {
    return router
        .get("/api/flist", _ -> json(all()))
        .get("/api/fileslist", _ -> json(contents()))
        .get("/api/repositories", _ -> json(repositoryList()))
        .get("/api/flist/{repo}", errors(request -> json(contents(request.parameter("repo")))))
        .get("/api/flist/{repo}/{name}", errors(request -> json(light(found(request)))))
        .get("/api/flist/{repo}/{name}/light", errors(request -> json(light(found(request)))))
        .get("/api/flist/{repo}/{name}/metadata", errors(request -> json(metadata(found(request)))))
        .get("/{repo}/{name}.flist.md5", this::md5)
        .get("/{repo}/{name}.flist", this::flist);
  }

  private Answer flist(WebRequest request) throws IOException {
    var flist = find(request);
    return flist.isEmpty()
        ? Answer.notFound()
        : unlessKnown(request, flist.get(), Answer.file(FLIST_TYPE, flist.get().file()));
  }

  private Answer md5(WebRequest request) throws IOException {
    var flist = find(request);
    if (flist.isEmpty()) {
      return Answer.notFound();
    }
    var text = (flist.get().md5() + "\n").getBytes(UTF_8);
    return unlessKnown(request, flist.get(), Answer.bytes(200, "text/plain", text));
  }

  /// The tag is the md5, so it also fits for the md5 itself.
  private static Answer unlessKnown(WebRequest request, Published flist, Answer answer) {
    var tag = "\"" + flist.md5() + "\"";
    var date = HTTP_DATE.format(flist.updated());
    var tags = request.header("If-None-Match");
    var known =
        tags.isPresent()
            ? tags.get().equals("*") || tags.get().contains(tag)
            : request.header("If-Modified-Since").filter(date::equals).isPresent();
    var sent = known ? Answer.bytes(304, answer.contentType(), new byte[0]) : answer;
    return sent.with("ETag", tag).with("Last-Modified", date).with("Cache-Control", "no-cache");
  }

  private Optional<Published> find(WebRequest request) throws IOException {
    return repositories.find(request.parameter("repo"), request.parameter("name"));
  }

  private Published found(WebRequest request) throws IOException {
    if (repositories.updated(request.parameter("repo")).isEmpty()) {
      throw new RefusedException(404, "user not found");
    }
    return find(request).orElseThrow(() -> new RefusedException(404, "source not found"));
  }

  private List<String> all() throws IOException {
    var names = new ArrayList<String>();
    for (var repository : repositories.names()) {
      for (var flist : repositories.flists(repository)) {
        names.add(repository + "/" + flist.name());
      }
    }
    return names;
  }

  private Map<String, Object> contents() throws IOException {
    var contents = new LinkedHashMap<String, Object>();
    for (var repository : repositories.names()) {
      contents.put(repository, contents(repository));
    }
    return contents;
  }

  private List<Object> contents(String repository) throws IOException {
    if (repositories.updated(repository).isEmpty()) {
      throw new RefusedException(404, "user not found");
    }
    var contents = new ArrayList<>();
    for (var flist : repositories.flists(repository)) {
      var item = new LinkedHashMap<String, Object>();
      item.put("name", flist.name());
      item.put("size", String.format(Locale.ROOT, "%.2f KB", flist.size() / 1024.0));
      item.put("updated", flist.updated().getEpochSecond());
      item.put("type", "regular");
      contents.add(item);
    }
    return contents;
  }

  private List<Object> repositoryList() throws IOException {
    var list = new ArrayList<>();
    for (var name : repositories.names()) {
      var item = new LinkedHashMap<String, Object>();
      item.put("name", name);
      item.put("official", false);
      item.put("updated", repositories.updated(name).orElse(Instant.EPOCH).getEpochSecond());
      list.add(item);
    }
    return list;
  }

  private Map<String, Object> light(Published flist) throws IOException {
    var light = new LinkedHashMap<String, Object>();
    light.put("name", flist.name());
    light.put("size", flist.size());
    light.put("updated", flist.updated().getEpochSecond());
    light.put("type", "regular");
    light.put("md5", flist.md5());
    light.put("description", facts.summary(flist).description());
    return light;
  }

  private Map<String, Object> metadata(Published flist) throws IOException {
    return new TreeMap<>(facts.metadata(flist));
  }

  private static Answer json(Object tree) {
    return Answer.json(200, Json.writeTree(tree));
  }
}
