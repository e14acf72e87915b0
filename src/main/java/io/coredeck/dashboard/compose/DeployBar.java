package io.coredeck.dashboard.compose;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Footer;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import io.coredeck.dashboard.compose.check.Amount;
import io.coredeck.dashboard.compose.check.GridFacts;
import io.coredeck.dashboard.compose.check.Part;
import io.coredeck.dashboard.compose.check.PoolShare;
import io.coredeck.dashboard.compose.check.Problem;
import io.coredeck.dashboard.compose.copy.CopyAs;
import io.coredeck.dashboard.compose.model.DraftModel;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.Bytes;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// What it takes, what is wrong, and the button.
final class DeployBar extends Footer {

  private static final Texts TEXTS = Texts.of(DeployBar.class);

  private final DraftModel model;
  private final boolean mayDeploy;
  private final transient Consumer<Part> going;
  private final Span sum = new Span();
  private final Span pool = new Span();
  private final Button problems = new Button();
  private final Button deploy;
  private boolean isOff;

  /// @param mayDeploy whether the person may deploy at all
  /// @param deploying told when the person wants it deployed
  /// @param saving told when the person wants it as a template
  /// @param going told which part of the form the person wants to see
  DeployBar(
      DraftModel model,
      boolean mayDeploy,
      Runnable deploying,
      Runnable saving,
      Consumer<Part> going) {
    this.model = model;
    this.mayDeploy = mayDeploy;
    this.going = going;
    addClassName("deploy-bar");
    sum.addClassName("sum");
    pool.addClassName("hint");
    var left = new Div(sum, pool);
    left.addClassName("sums");
    problems.addThemeVariants(ButtonVariant.LUMO_TERTIARY_INLINE);
    problems.addClassName("trouble");
    problems.getElement().setAttribute("aria-live", "polite");
    problems.addClickListener(_ -> goToProblem());
    deploy = new Button(TEXTS.get("deploy"), _ -> deploying.run());
    deploy.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    add(left, problems, file(), new Button(TEXTS.get("save-template"), _ -> saving.run()), deploy);
  }

  /// The draft as a file, secrets left out.
  private Anchor file() {
    var link =
        new Anchor(
            DownloadHandler.fromInputStream(_ -> {
              var form = CopyAs.valueOf(model.format().name());
              var bytes =
                  form.of(model.draft(), URI.create(""), 0).getBytes(StandardCharsets.UTF_8);
              return new DownloadResponse(
                  new ByteArrayInputStream(bytes), fileName(), "text/plain", bytes.length);
            }),
            TEXTS.get("save-file"));
    link.addClassName("button");
    return link;
  }

  private String fileName() {
    var name = model.draft().text("/name").replaceAll("[^A-Za-z0-9._-]", "-");
    return (name.isEmpty() ? "container" : name) + "." + model.format().word();
  }

  /// Brings the first problem into sight.
  void goToProblem() {
    model.problems().stream().limit(1).map(Problem::part).forEach(going);
  }

  /// @return whether Deploy would do something
  boolean isReady() {
    return mayDeploy
        && model.facts().isKnown()
        && model.problems().isEmpty()
        && model.fault().isEmpty();
  }

  /// @param replaces whether another container makes place
  /// @param isUnder whether it is being deployed already
  void show(boolean replaces, boolean isUnder) {
    var word = isUnder ? "deploying-now" : replaces ? "deploy-changes" : "deploy";
    deploy.setText(TEXTS.get(word));
    var draft = model.draft();
    var node = model.facts().node(draft.text("/node_id")).map(GridFacts::nameOf);
    sum.setText(
        TEXTS.get(
            node.isPresent() ? "sum-on" : "sum",
            draft.number("/capacity/cpu"),
            mebibytes(draft.number("/capacity/memory")),
            mebibytes(draft.number("/capacity/disk_size")),
            draft.isSsd("/capacity/disk_type") ? "SSD" : "HDD",
            node.orElse("")));
    pool.setText(PoolShare.of(draft, model.facts()).map(PoolShare::words).orElse(""));
    problems.setText(problemWords());
    problems.setVisible(!problems.getText().isEmpty());
    problems.setClassName("trouble", model.isBegun());
    deploy.setClassName("not-ready", !isReady() || isUnder);
    showOff(isUnder || !mayDeploy);
  }

  /// While there are problems the button can be pressed: it leads to the first of them.
  private void showOff(boolean now) {
    if (now == isOff) {
      return;
    }
    isOff = now;
    // The element itself takes the attribute away when it is first drawn.
    var _ =
        deploy
            .getElement()
            .executeJs(
                "this.updateComplete.then(() => this.setAttribute('aria-disabled', $0))",
                String.valueOf(now));
  }

  private String problemWords() {
    if (!mayDeploy) {
      return TEXTS.get("may-only-look");
    }
    if (model.fault().isPresent()) {
      return TEXTS.get("code-fault", model.fault().get().place().line());
    }
    var all = model.problems();
    if (all.isEmpty()) {
      return model.facts().isKnown() ? "" : TEXTS.get("waiting");
    }
    var parts = all.stream().map(Problem::part).distinct().map(part -> part.title()).toList();
    return parts.size() == 1
        ? TEXTS.get("problems-in", all.size(), parts.getFirst())
        : TEXTS.get("problems-in-parts", all.size(), parts.size());
  }

  private static String mebibytes(long amount) {
    return Amount.of(Bytes.ofMiB(Math.clamp(amount, 0, 1L << 40)));
  }
}
