package io.coredeck.dashboard.compose;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.server.VaadinService;
import io.coredeck.dashboard.compose.check.Part;
import io.coredeck.dashboard.compose.form.EnvironmentPart;
import io.coredeck.dashboard.compose.form.FormPart;
import io.coredeck.dashboard.compose.form.ImagePart;
import io.coredeck.dashboard.compose.form.NetworkFormPart;
import io.coredeck.dashboard.compose.form.ResourcesPart;
import io.coredeck.dashboard.compose.form.RunPart;
import io.coredeck.dashboard.compose.form.TelemetryPart;
import io.coredeck.dashboard.compose.form.VolumesPart;
import io.coredeck.dashboard.compose.hub.HubImages;
import io.coredeck.dashboard.compose.model.DraftModel;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Language;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.text.Times;
import io.coredeck.sdk.probe.EndpointTest;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The parts of the form, one below the other, and above them what is to be said of the whole.
final class ComposerForm extends Div {

  private static final Texts TEXTS = Texts.of(ComposerForm.class);

  private final List<FormPart> parts;
  private final Div lost = notice("alert");
  private final Div told = notice("alert");
  private final Div replacing = notice("status");
  private final Div offered = notice("status");

  /// @param runs what is being deployed
  ComposerForm(DraftModel model, PersonSession session, RunNotice runs) {
    addClassName("form-pane");
    var context = VaadinService.getCurrent().getContext();
    var hub = Objects.requireNonNull(context.getAttribute(HubImages.class));
    parts =
        List.of(
            new ImagePart(model, hub),
            new RunPart(model),
            new EnvironmentPart(model),
            new VolumesPart(model),
            new ResourcesPart(model),
            new NetworkFormPart(model),
            new TelemetryPart(model, (node, url) -> EndpointTest.from(session.grid(), node, url)));
    var looking = notice("status");
    looking.setText(TEXTS.get("may-only-look"));
    looking.setVisible(!session.person().role().mayChange());
    add(looking, lost, runs, told, replacing, offered);
    parts.forEach(this::add);
  }

  private static Div notice(String role) {
    var notice = new Div();
    notice.addClassName("notice");
    notice.getElement().setAttribute("role", role);
    notice.setVisible(false);
    return notice;
  }

  /// Says what went wrong at the beginning; nothing if it is empty.
  void tell(String trouble) {
    told.setText(trouble);
    told.setVisible(!trouble.isEmpty());
  }

  /// @param name of the container that will make place; empty if there is none
  void tellReplacing(Optional<String> name) {
    replacing.setText(name.map(one -> TEXTS.get("replacing", one)).orElse(""));
    replacing.setVisible(name.isPresent());
  }

  /// Brings a part into sight and gives it the focus.
  void goTo(Part part) {
    parts.stream().filter(one -> one.part() == part).forEach(FormPart::goTo);
  }

  /// Says that the changes of a container are those the browser has kept.
  ///
  /// @param at since when
  void offerWithoutEdits(Instant at, Runnable done) {
    offer(TEXTS.get("edits-restored", time(at)), TEXTS.get("without-edits"), done);
  }

  private static String time(Instant at) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT)
        .withLocale(Language.current().locale())
        .withZone(Times.zone())
        .format(at);
  }

  /// Says that the draft is one the browser has kept.
  ///
  /// @param at since when
  void offerEmpty(Instant at, Runnable done) {
    offer(TEXTS.get("restored", time(at)), TEXTS.get("begin-empty"), done);
  }

  /// Says that there was another draft.
  void offerBefore(Runnable done) {
    offer(TEXTS.get("had-draft"), TEXTS.get("bring-back"), done);
  }

  private void offer(String words, String action, Runnable done) {
    var button =
        new Button(
            action,
            _ -> {
              quiet();
              done.run();
            });
    button.addThemeVariants(ButtonVariant.LUMO_TERTIARY_INLINE);
    offered.removeAll();
    offered.add(new Span(words), button);
    offered.setVisible(true);
  }

  void quiet() {
    offered.removeAll();
    offered.setVisible(false);
    tell("");
  }

  /// @param trouble why the explorer cannot be asked; empty if it answers
  void show(String trouble) {
    lost.setVisible(!trouble.isEmpty());
    lost.setText(trouble);
    parts.forEach(FormPart::show);
  }
}
