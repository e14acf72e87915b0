package io.coredeck.dashboard.images.upload;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.streams.UploadEvent;
import com.vaadin.flow.server.streams.UploadHandler;
import io.coredeck.dashboard.signin.Person;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Language;
import io.coredeck.dashboard.text.Refusal;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.sdk.hub.HubClient;
import io.coredeck.sdk.hub.HubException;
import io.coredeck.sdk.hub.HubUpload;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// Passes an archive from a browser to the hub, piece by piece as it comes. Called on the request's
/// own thread; the page is told through its session.
///
/// The dashboard is the gate: the hub knows only the dashboard's token, so the person's role is
/// looked at here, at every upload.
@SuppressWarnings("serial") // sessions are never written down
final class Inlet implements UploadHandler {

  private static final System.Logger LOG = System.getLogger(Inlet.class.getName());

  /// It becomes part of a URL, and stands in a header.
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  private static final Texts TEXTS = Texts.of(Inlet.class);
  private static final Duration PAGE_LIMIT = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(300);

  private final UploadStrip strip;
  private final HubClient hub;
  private final UI ui;
  private final Language language = Language.current();

  Inlet(UploadStrip strip, HubClient hub, UI ui) {
    this.strip = strip;
    this.hub = hub;
    this.ui = ui;
  }

  @Override
  public long getRequestSizeMax() {
    return HubClient.LARGEST_UPLOAD;
  }

  @Override
  public long getFileSizeMax() {
    return HubClient.LARGEST_UPLOAD;
  }

  /// What the page gives to an upload.
  private record Begun(UploadRow row, boolean isReplacing) {}

  @Override
  public void handleUploadRequest(UploadEvent event) throws IOException {
    var begun = begin(event.getFileName());
    var person = mayUpload(event).map(PersonSession::person);
    if (person.isEmpty()) {
      refuse(event, begun, TEXTS.in(language, "upload.forbidden"));
      return;
    }
    if (!NAME.matcher(event.getFileName()).matches()) {
      refuse(event, begun, TEXTS.in(language, "upload.name"));
      return;
    }
    var isNew = !mayReplace(person.get(), begun.isReplacing());
    var upload = HubUpload.of(event.getFileName(), event.getFileSize(), isNew);
    var ended = new CountDownLatch(1);
    var watcher = Thread.ofVirtual().name("upload").start(() -> watch(upload, begun.row(), ended));
    try (var archive = new Cancellable(event.getInputStream(), begun.row()::isCancelled)) {
      var name = hub.upload(upload, archive);
      ended.countDown();
      watcher.join();
      tell(() -> done(begun.row(), name));
    } catch (HubException e) {
      refuse(event, begun, reason(e, begun.row()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      refuse(event, begun, TEXTS.in(language, "upload.stopped"));
    } finally {
      ended.countDown();
    }
  }

  /// @return of a person who may
  private static Optional<PersonSession> mayUpload(UploadEvent event) {
    return event.getRequest() instanceof VaadinServletRequest request
        ? PersonSession.of(request.getHttpServletRequest())
            .filter(session -> session.person().role().mayChange())
        : Optional.empty();
  }

  /// @param person with the role of this moment; the page may be older
  /// @param isAsked whether the page asks for it
  /// @return whether an image of the same name may be replaced
  static boolean mayReplace(Person person, boolean isAsked) {
    return isAsked && person.role().seesAll();
  }

  private String reason(HubException e, UploadRow row) {
    if (row.isCancelled()) {
      return TEXTS.in(language, "upload.cancelled");
    }
    return e.status() == HubException.NO_ANSWER
        ? TEXTS.in(language, "upload.broken")
        : Refusal.logged(e).text(language);
  }

  /// Waits for the page, bounded.
  private Begun begin(String file) throws IOException {
    var begun = new CompletableFuture<Begun>();
    tell(() -> begun.complete(new Begun(strip.fresh(file), strip.isReplacing())));
    try {
      return begun.get(PAGE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new IOException("the page of an upload does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the dashboard is stopping", e);
    }
  }

  private void refuse(UploadEvent event, Begun begun, String why) {
    tell(() -> begun.row().failed(why));
    event.reject(why);
  }

  private void done(UploadRow row, String name) {
    strip.done();
    row.done(name.replaceFirst("\\.flist$", ""), hub.address() + "/" + name);
  }

  private void watch(HubUpload upload, UploadRow row, CountDownLatch ended) {
    try {
      while (!ended.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          var progress = hub.progress(upload.id());
          tell(() -> row.show(progress, upload.length()));
        } catch (HubException e) {
          LOG.log(Level.DEBUG, "the progress of an upload is not known: {0}", e.getMessage());
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Runnable words) {
    try {
      var _ = ui.access(words::run);
    } catch (UIDetachedException _) {
      LOG.log(Level.DEBUG, "the page of an upload is gone");
    }
  }
}
