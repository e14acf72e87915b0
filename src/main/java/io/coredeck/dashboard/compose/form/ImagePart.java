package io.coredeck.dashboard.compose.form;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.renderer.LitRenderer;
import io.coredeck.dashboard.compose.check.Amount;
import io.coredeck.dashboard.compose.check.Part;
import io.coredeck.dashboard.compose.hub.HubImages;
import io.coredeck.dashboard.compose.model.DraftModel;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.Bytes;
import io.coredeck.sdk.hub.HubClient;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The image, and what the container is called. The hub is asked beside the page, which never waits
/// for it.
public final class ImagePart extends FormPart {

  private static final Texts TEXTS = Texts.of(ImagePart.class);
  private static final String IMAGE = "/flist";

  private final transient HubImages hub;
  private final ComboBox<String> image = new ComboBox<>(TEXTS.get("image"));
  private final Fixes fixes = new Fixes();
  private final Text name = new Text(TEXTS.get("name"), "/name");
  private final Text description = new Text(TEXTS.get("description"), "/description");
  private final Text blocks = new Text(TEXTS.get("block-storage"), "/hub_url");
  private final transient Map<String, HubImages.Image> known = new LinkedHashMap<>();
  private String described = "";
  private @Nullable UI page;

  public ImagePart(DraftModel model, HubImages hub) {
    super(Part.IMAGE, TEXTS.get("image"), model);
    this.hub = hub;
    image.setWidthFull();
    image.addClassName("mono-field");
    image.setPlaceholder(TEXTS.get("pick-image"));
    image.setAllowCustomValue(true);
    image.setManualValidation(true);
    image.setItems(List.of()); // the hub is asked when the page opens
    image.setItemLabelGenerator(this::nameOf);
    image.setRenderer(item());
    image.addCustomValueSetListener(event -> model.set(IMAGE, urlOf(event.getDetail().strip())));
    image.addValueChangeListener(event -> {
      if (event.isFromClient()) {
        model.set(IMAGE, event.getValue() == null ? "" : event.getValue());
      }
    });
    description.field().setPlaceholder(TEXTS.get("optional"));
    blocks.field().setPlaceholder(TEXTS.get("block-storage-hint"));
    blocks.field().addClassName("mono-field");
    var field = new Div(image, fixes);
    field.addClassName("field");
    add(field, columns(name, description), blocks);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    page = event.getUI();
    described = "";
    ask(hub::all, this::list, "hub-silent");
    show();
  }

  /// @return what the hub calls it; the address of an image that is not the hub's
  private String nameOf(String url) {
    return ofHub(url).map(HubImages.Image::name).orElse(url);
  }

  private Optional<HubImages.Image> ofHub(String url) {
    return Optional.ofNullable(known.get(url));
  }

  /// Below the name what the hub says of it, as far as it does.
  private LitRenderer<String> item() {
    return LitRenderer.<String>of(
            """
            <div class="image-item"><span class="name">${item.name}</span
              ><span class="size">${item.size}</span><span class="about">${item.about}</span></div>
            """)
        .withProperty("name", this::nameOf)
        .withProperty("size", url -> ofHub(url).map(ImagePart::size).orElse(""))
        .withProperty(
            "about", url -> ofHub(url).map(one -> firstLine(one.description())).orElse(""));
  }

  private static String size(HubImages.Image one) {
    return one.size().isPresent() ? Amount.small(new Bytes(one.size().getAsLong())) : "";
  }

  private static String firstLine(String description) {
    return description.lines().findFirst().orElse("");
  }

  private String urlOf(String typed) {
    return known.entrySet().stream()
        .filter(entry -> entry.getValue().name().equals(typed))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(typed);
  }

  private interface Question<T> {
    T ask() throws IOException, InterruptedException;
  }

  private interface Taker<T> {
    void take(T answer);
  }

  private <T> void ask(Question<T> question, Taker<T> taker, String failed) {
    var ui = page;
    if (ui == null) {
      return;
    }
    Thread.ofVirtual()
        .name("composer-hub")
        .start(() -> {
          try {
            var answer = question.ask();
            var _ = ui.access(() -> taker.take(answer));
          } catch (IOException | IllegalArgumentException _) {
            tellLater(ui, failed);
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          } catch (UIDetachedException _) {
            // Nobody looks any more.
          }
        });
  }

  private void tellLater(UI ui, String key) {
    try {
      var _ = ui.access(() -> image.setHelperText(TEXTS.get(key)));
    } catch (UIDetachedException _) {
      // Nobody looks any more.
    }
  }

  private void list(List<HubImages.Image> all) {
    all.forEach(one -> known.put(one.url(), one));
    image.setItems(known.keySet());
    if (known.isEmpty()) {
      image.setHelperText(TEXTS.get("hub-empty"));
    }
    put();
  }

  private void describe(String url) {
    if (url.equals(described)) {
      return;
    }
    described = url;
    image.setHelperText("");
    if (hub.has(url)) {
      ask(() -> hub.about(url), about -> tell(url, about), "hub-says-nothing");
    }
  }

  private void tell(String url, HubClient.About about) {
    if (!url.equals(described)) {
      return; // another one was chosen meanwhile
    }
    var text = firstLine(about.description());
    var size = Amount.small(new Bytes(about.size()));
    image.setHelperText(
        text.isEmpty() ? TEXTS.get("image-size", size) : TEXTS.get("image-about", text, size));
  }

  private void put() {
    var url = model.draft().text(IMAGE);
    var shown = image.getValue() == null ? "" : image.getValue();
    if (!shown.equals(url)) {
      image.setValue(url.isEmpty() ? null : url);
    }
  }

  @Override
  public void show() {
    var url = model.draft().text(IMAGE);
    if (!url.isEmpty()) {
      describe(url);
    }
    put();
    mark(image, model.told(IMAGE));
    fixes.show(model.told(IMAGE));
    name.show();
    description.show();
    blocks.show();
  }
}
