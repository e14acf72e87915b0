package io.coredeck.corex.http.api;

import io.coredeck.corex.process.ManagedProcess;
import io.coredeck.corex.service.Services;
import io.coredeck.corex.wire.JsonWriter;
import io.coredeck.corex.wire.ProcessJson;
import java.util.List;
import org.eclipse.jetty.http.HttpStatus;

/// Our own routes for groups and definitions.
public final class ServiceApi {
  private final Services services;

  public ServiceApi(Services services) {
    this.services = services;
  }

  /// @param action `start`, `stop` or `restart`
  public Answer group(String name, String action) {
    var members = services.group(name);
    if (members.isEmpty()) {
      return Answer.error(
          HttpStatus.NOT_FOUND_404, "there is no process in group %s".formatted(name));
    }
    switch (action) {
      case "start" -> services.start(members);
      case "stop" -> {
        var _ = services.stop(members);
      }
      default -> services.restart(members);
    }
    var infos = members.stream().map(ManagedProcess::info).toList();
    return Answer.json(
        HttpStatus.ACCEPTED_202,
        new JsonWriter().json("processes", JsonWriter.array(infos, ProcessJson::full)).end());
  }

  public Answer reload() {
    var changes = services.reload();
    return Answer.json(
        new JsonWriter()
            .json("added", texts(changes.added()))
            .json("changed", texts(changes.changed()))
            .json("removed", texts(changes.removed()))
            .json("problems", texts(changes.problems()))
            .end());
  }

  private static String texts(List<String> texts) {
    return JsonWriter.array(texts, JsonWriter::quoted);
  }
}
