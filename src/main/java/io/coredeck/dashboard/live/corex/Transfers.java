package io.coredeck.dashboard.live.corex;

import io.coredeck.dashboard.live.corex.door.Door;
import io.coredeck.dashboard.live.corex.door.Route;
import io.coredeck.dashboard.live.corex.door.Shares;
import io.coredeck.wire.Json;
import io.coredeck.wire.account.AuditMessages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.OutputStreamRequestContent;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpStatus;

/// Files and recordings on their way between browsers and CoreX, at the speed of the slower side:
/// nothing is kept in between. Each is one line in the log of the dashboard and, if it was a file
/// or recording, an entry of the audit.
final class Transfers {

  /// Under way at the same time; of one person.
  static final int MOST = 8;

  static final int MOST_OF_ONE = 4;

  /// How long one side may be silent.
  private static final long IDLE_SECONDS = 60;

  private static final int BUFFER = 64 << 10;

  /// Bytes of an answer that says why not.
  private static final int LONGEST_REFUSAL = 64 << 10;

  private static final System.Logger LOG = System.getLogger(Transfers.class.getName());

  /// What may stand in a header of ours; anything else a container says is left out.
  private static final Pattern FILE_NAME =
      Pattern.compile(
          "attachment; filename=\"[ -~&&[^\"\\\\%]]{1,259}\"; filename\\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]{1,800}");

  /// How uploads may be meant.
  private static final Map<String, Pattern> MANNERS =
      Map.of(
          "X-Mode", Pattern.compile("[0-7]{1,4}"),
          "X-Overwrite", Pattern.compile("true|false"),
          "X-Make-Directories", Pattern.compile("true|false"));

  private static final Set<Integer> REFUSALS =
      Set.of(400, 403, 404, 405, 409, 413, 429, 500, 503, 507);

  private final HttpClient client;
  private final Shares shares = new Shares(MOST, MOST_OF_ONE);

  Transfers(HttpClient client) {
    this.client = client;
  }

  /// On the thread of the request, which waits for both sides.
  void pass(
      Route.Transfer transfer,
      Door.Open open,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var way = new Way(transfer, open, request, response);
    if (!shares.take(open.person())) {
      tell(transfer, open, 0, "too many");
      Calls.refuse(response, 429, "too many transfers are under way");
      return;
    }
    var audit = kind(transfer).map(_ -> open.audit().get());
    try {
      way.pass();
    } finally {
      shares.give(open.person());
      tell(transfer, open, way.bytes, way.outcome);
      audit.ifPresent(told -> told.accept(way.told()));
    }
  }

  private static void tell(Route.Transfer transfer, Door.Open open, long bytes, String outcome) {
    var line = new LinkedHashMap<String, Object>();
    line.put("transfer", transfer.kind().name().toLowerCase(Locale.ROOT));
    line.put("person", open.person());
    line.put("container", transfer.gwid());
    line.put("what", transfer.path() + decoded(transfer.query()));
    line.put("bytes", bytes);
    line.put("outcome", outcome);
    LOG.log(Level.INFO, "{0}", Json.writeTree(line));
  }

  /// @return empty for what people see on their pages anyway
  private static Optional<AuditMessages.Kind> kind(Route.Transfer transfer) {
    return switch (transfer.kind()) {
      case UPLOAD -> Optional.of(AuditMessages.Kind.UPLOAD);
      case DOWNLOAD -> Optional.of(AuditMessages.Kind.DOWNLOAD);
      case RECORDING -> Optional.of(AuditMessages.Kind.RECORDING);
      case LIST, LOGS -> Optional.empty();
    };
  }

  private static String what(Route.Transfer transfer) {
    return transfer.kind() == Route.Kind.RECORDING
        ? transfer.path().replaceFirst(".*/processes/([0-9]+)/.*", "process $1")
        : decoded(transfer.query()).replaceFirst("^\\?path=", "");
  }

  private static String decoded(String query) {
    try {
      return query.isEmpty() ? "" : "?" + URLDecoder.decode(query, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return "?" + query;
    }
  }

  /// One transfer.
  private final class Way {
    private final Route.Transfer transfer;
    private final Door.Open open;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final URI corex;
    private long bytes;

    /// Unless something better is known: then the browser sees that it did not get all.
    private String outcome = "broken off";

    Way(
        Route.Transfer transfer,
        Door.Open open,
        HttpServletRequest request,
        HttpServletResponse response) {
      this.transfer = transfer;
      this.open = open;
      this.request = request;
      this.response = response;
      var address = CorexRoutes.address("http", open.address(), transfer.path()).toString();
      this.corex =
          URI.create(transfer.query().isEmpty() ? address : address + "?" + transfer.query());
    }

    private AuditMessages.Transfer told() {
      return new AuditMessages.Transfer(
          transfer.gwid(), kind(transfer).orElseThrow(), what(transfer), bytes, outcome);
    }

    void pass() throws IOException {
      var listener = new InputStreamResponseListener();
      var asked =
          client
              .newRequest(corex)
              .method(request.getMethod())
              .idleTimeout(IDLE_SECONDS, TimeUnit.SECONDS);
      Unlocking.show(open, asked::headers);
      if (!transfer.kind().changes()) {
        asked.send(listener);
        answer(listener);
        return;
      }
      MANNERS.forEach((name, allowed) -> {
        var value = request.getHeader(name);
        if (value != null && allowed.matcher(value).matches()) {
          asked.headers(headers -> headers.put(name, value));
        }
      });
      var content = content();
      asked.body(content).send(listener);
      upload(content);
      answer(listener);
    }

    /// CoreX refuses what is too long before it comes.
    private OutputStreamRequestContent content() {
      var length = request.getContentLengthLong();
      return new OutputStreamRequestContent("application/octet-stream") {
        @Override
        public long getLength() {
          return length;
        }
      };
    }

    private void upload(OutputStreamRequestContent content) throws IOException {
      var in = request.getInputStream();
      var buffer = new byte[BUFFER];
      var out = content.getOutputStream();
      while (true) {
        int count;
        try {
          count = in.read(buffer);
        } catch (IOException e) {
          content.fail(e); // or CoreX would take what came for the whole
          throw e;
        }
        if (count < 0) {
          break;
        }
        try {
          out.write(buffer, 0, count);
        } catch (IOException _) {
          return; // CoreX takes no more, and says why
        }
        bytes += count;
      }
      try {
        out.close();
      } catch (IOException _) {
        // likewise
      }
    }

    private void answer(InputStreamResponseListener listener) throws IOException {
      Response answer;
      try {
        answer = listener.get(IDLE_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException _) {
        refuse(HttpServletResponse.SC_BAD_GATEWAY, Calls.NO_ANSWER);
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
      try (var in = listener.getInputStream()) {
        if (answer.getStatus() == (transfer.kind().changes() ? 201 : 200)) {
          given(answer, in);
        } else if (REFUSALS.contains(answer.getStatus())) {
          outcome = "refused: " + answer.getStatus();
          json(answer.getStatus(), in.readNBytes(LONGEST_REFUSAL));
        } else if (answer.getStatus() == HttpServletResponse.SC_UNAUTHORIZED) {
          open.lock().refused();
          refuse(HttpStatus.LOCKED_423, Unlocking.LOCKED);
        } else {
          refuse(HttpServletResponse.SC_BAD_GATEWAY, Calls.NO_ANSWER);
        }
      }
    }

    private void given(Response answer, InputStream in) throws IOException {
      if (transfer.kind().changes()) {
        json(answer.getStatus(), in.readNBytes(LONGEST_REFUSAL));
        outcome = AuditMessages.Transfer.DONE;
        return;
      }
      var headers = answer.getHeaders();
      response.setStatus(answer.getStatus());
      response.setContentType(transfer.kind().type(headers.get("Content-Type")));
      response.setHeader("X-Content-Type-Options", "nosniff");
      if (transfer.kind().isFile()) {
        var name = headers.get("Content-Disposition");
        response.setHeader(
            "Content-Disposition",
            name != null && FILE_NAME.matcher(name).matches() ? name : "attachment");
      }
      var length = headers.getLongField("Content-Length");
      if (length >= 0) {
        response.setContentLengthLong(length);
      }
      copy(in, response.getOutputStream());
      outcome = AuditMessages.Transfer.DONE;
    }

    private void copy(InputStream in, OutputStream out) throws IOException {
      var buffer = new byte[BUFFER];
      for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        out.write(buffer, 0, count);
        bytes += count;
      }
    }

    private void refuse(int status, String why) throws IOException {
      outcome = why;
      Calls.refuse(response, status, why);
    }

    private void json(int status, byte[] content) throws IOException {
      response.setStatus(status);
      response.setContentType(Calls.JSON);
      response.getOutputStream().write(content);
    }
  }
}
