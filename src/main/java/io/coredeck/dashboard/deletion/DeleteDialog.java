package io.coredeck.dashboard.deletion;

import com.vaadin.flow.component.UI;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.widget.Confirm;
import io.coredeck.model.Reservation;
import io.coredeck.model.Volume;
import io.coredeck.sdk.workload.WorkloadName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Asks before things are deleted with which something is lost, then shows how far the deletion is.
final class DeleteDialog {

  private static final int MOST_NAMED = 8;

  private static final Pattern VOLUME = Pattern.compile("(\\d{1,18})-\\d+");
  private static final Texts TEXTS = Texts.of(DeleteDialog.class);

  private final Confirm confirm;
  private final List<Item> items;

  private Course course = Course.unseen();

  private DeleteDialog(List<Item> items, Confirm confirm) {
    this.items = items;
    this.confirm = confirm;
    if (items.size() > Deletion.AT_ONCE) {
      confirm.stopping(TEXTS.get("stop"), this::stop);
    }
  }

  /// @param items one at least
  /// @param used what was chosen too and stays, because containers use it
  /// @param agreed called with the dialog, which shows the progress, when the person wants it
  static void ask(List<Item> items, List<Item> used, Consumer<DeleteDialog> agreed) {
    var dialog = new DeleteDialog(items, confirm(items, used));
    dialog.confirm.askAndStay(_ -> {
      dialog.show();
      agreed.accept(dialog);
    });
  }

  /// @param items nothing is lost with them, so nobody is asked
  /// @return a dialog that shows the progress
  static DeleteDialog begin(List<Item> items) {
    var dialog = new DeleteDialog(items, new Confirm(title(items), TEXTS.get("delete")));
    dialog.confirm.begin();
    dialog.show();
    return dialog;
  }

  /// @return of a deletion whose progress is shown here, and which can be stopped here
  Course course(UI ui) {
    course = Course.in(ui, this::show);
    return course;
  }

  private void stop() {
    course.stop();
    show();
  }

  private static String title(List<Item> items) {
    var first = items.getFirst();
    return items.size() == 1
        ? TEXTS.get("title-one", first.name())
        : TEXTS.get("title-many", items.size(), first.kind().ordinal());
  }

  /// @param gwid of a volume
  /// @return what its owner calls it, else its gwid
  private static String volume(String gwid) {
    var id = VOLUME.matcher(gwid);
    return (id.matches()
            ? GridWatch.current().reservation(Long.parseLong(id.group(1)))
            : Optional.<Reservation>empty())
        .filter(one -> one.workload() instanceof Volume)
        .map(WorkloadName::of)
        .filter(name -> !name.isEmpty())
        .orElse(gwid);
  }

  private static Confirm confirm(List<Item> items, List<Item> used) {
    var first = items.getFirst();
    var isOne = items.size() == 1;
    var confirm =
        new Confirm(title(items), TEXTS.get("delete")).orElse(TEXTS.get("keep", items.size()));
    var losses = Losses.of(items, DeleteDialog::volume);
    losses.lost().ifPresent(confirm::losing);
    confirm.keeping(
        used.isEmpty()
            ? losses.stays()
            : TEXTS.get("stays-and-used", losses.stays(), Losses.users(used, MOST_NAMED)));
    if (!isOne) {
      confirm.naming(names(items));
    }
    if (losses.lost().isPresent()) {
      confirm.typing(isOne ? first.name() : Integer.toString(items.size()));
    }
    return confirm.asCommand(items.stream().map(Item::gwid).toList());
  }

  private static List<String> names(List<Item> items) {
    var names = new ArrayList<String>();
    items.stream()
        .limit(MOST_NAMED)
        .forEach(item -> names.add(TEXTS.get("item", item.name(), item.gwid())));
    if (items.size() > MOST_NAMED) {
      names.add(TEXTS.get("more", items.size() - MOST_NAMED));
    }
    return names;
  }

  private void show() {
    var stand = course.stand();
    var words =
        stand.isStopped()
            ? TEXTS.get("stopping", stand.open())
            : TEXTS.get("progress", stand.answered(), items.size());
    confirm.show(words, (double) stand.answered() / items.size());
  }

  void close() {
    confirm.close();
  }
}
