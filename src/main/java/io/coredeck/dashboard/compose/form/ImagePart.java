package io.coredeck.dashboard.compose.form;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import io.coredeck.dashboard.compose.check.Part;
import io.coredeck.dashboard.compose.hub.HubImages;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// The image, and what the container is called.
public final class ImagePart extends FormPart {

  private static final String IMAGE = "/flist";

  private final HubImages hub;
  private final ComboBox<String> image = new ComboBox<>("Image");
  private final Fixes fixes = new Fixes();
  private final Text name = new Text("Name", "/name");
  private final Text description = new Text("Description", "/description");
  private final Text blocks = new Text("Block storage", "/hub_url");
  private final Map<String, String> names = new LinkedHashMap<>();
  private String described = "";

  public ImagePart(DraftModel model, HubImages hub) {
    super(Part.IMAGE, "Image", model);
    this.hub = hub;
    image.setWidthFull();
    image.addClassName("mono-field");
    image.setPlaceholder("Pick one, or type a URL");
    image.setAllowCustomValue(true);
    image.setManualValidation(true);
    image.setItemLabelGenerator(url -> names.getOrDefault(url, url));
    image.addCustomValueSetListener(event -> model.set(IMAGE, urlOf(event.getDetail().strip())));
    image.addValueChangeListener(event -> {
      if (event.isFromClient()) {
        model.set(IMAGE, event.getValue() == null ? "" : event.getValue());
      }
    });
    load();
    description.field().setPlaceholder("Optional");
    blocks.field().setPlaceholder("Optional, the hub's own if empty");
    blocks.field().addClassName("mono-field");
    var field = new Div(image, fixes);
    field.addClassName("field");
    add(field, columns(name, description), blocks);
  }

  private String urlOf(String typed) {
    return names.entrySet().stream()
        .filter(entry -> entry.getValue().equals(typed))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(typed);
  }

  private void load() {
    try {
      hub.all().forEach(one -> names.put(one.url(), one.name()));
      image.setHelperText(names.isEmpty() ? "The hub has no images yet. Type the URL of one." : "");
    } catch (IOException e) {
      image.setHelperText("The hub does not answer. Type the URL of an image.");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    image.setItems(names.keySet());
  }

  private void describe(String url) {
    if (url.equals(described)) {
      return;
    }
    described = url;
    try {
      var said = hub.description(url).lines().findFirst().orElse("");
      image.setHelperText(said.isEmpty() && names.containsKey(url) ? url : said);
    } catch (IOException | IllegalArgumentException _) {
      image.setHelperText("The hub says nothing about this image.");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void show() {
    var url = model.draft().text(IMAGE);
    if (!url.isEmpty()) {
      describe(url);
    }
    var shown = image.getValue() == null ? "" : image.getValue();
    if (!shown.equals(url)) {
      image.setValue(url.isEmpty() ? null : url);
    }
    mark(image, model.told(IMAGE));
    fixes.show(model.told(IMAGE));
    name.show();
    description.show();
    blocks.show();
  }
}
