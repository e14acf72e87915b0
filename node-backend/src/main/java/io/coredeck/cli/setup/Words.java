package io.coredeck.cli.setup;

import io.coredeck.model.Container;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result;
import io.coredeck.model.Volume;
import io.coredeck.model.Workload.Unsupported;
import io.coredeck.model.WorkloadState;
import io.coredeck.sdk.workload.Addresses;
import java.util.Locale;

/// A reservation in words for a person.
public final class Words {
  private static final int COREX_PORT = 7681;

  private Words() {}

  /// @param text of others
  /// @return the same without what would move a terminal's cursor or change its colours
  public static String plain(String text) {
    return text.codePoints().noneMatch(Character::isISOControl)
        ? text
        : text.codePoints()
            .map(c -> Character.isISOControl(c) ? ' ' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  /// @return `container`, `volume`, `network` …
  public static String kind(Reservation of) {
    return switch (of.workload()) {
      case Container _ -> "container";
      case Volume _ -> "volume";
      case NetworkResource _ -> "network";
      case Unsupported other -> other.type().name().toLowerCase(Locale.ROOT);
    };
  }

  /// @return what it is about: image, size or name
  public static String subject(Reservation of) {
    return switch (of.workload()) {
      case Container container -> container.flist();
      case Volume volume -> volume.size().toGiB() + " GiB " + volume.diskType();
      case NetworkResource network -> network.name() + " " + network.iprange();
      case Unsupported other -> other.reason();
    };
  }

  /// @return whether it runs
  public static boolean isRunning(Reservation of) {
    return !of.nextAction().isDelete() && of.result().state() == Result.State.OK;
  }

  /// @return `running`, `deploying`, `failed` …
  public static String state(Reservation of) {
    return WorkloadState.of(of).word();
  }

  /// @return why it does not run; empty if it does, or nobody has said
  public static String trouble(Reservation of) {
    return isRunning(of) ? "" : of.result().message();
  }

  /// @return URL of its CoreX page; empty if it has none
  public static String console(Reservation of) {
    var address = Addresses.of(of.result()).ipv4();
    return of.workload() instanceof Container container
            && container.interactive()
            && !address.isEmpty()
            && isRunning(of)
        ? "http://" + address + ":" + COREX_PORT
        : "";
  }
}
