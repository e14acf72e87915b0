package io.coredeck.dashboard.grid;

import java.util.function.Function;

/// Something that is made of all reservations together. It is made once as long as they do not
/// change, however many pages and people want it: {@link GridView#once}.
///
/// `private static final Made<Long> COUNT = new Made<>(all -> all.list().stream()…count());`
///
/// @param <T> what is made; not to be changed by those who get it
public final class Made<T> {

  private final Function<Reservations, T> maker;

  public Made(Function<Reservations, T> maker) {
    this.maker = maker;
  }

  T of(Reservations all) {
    return maker.apply(all);
  }
}
