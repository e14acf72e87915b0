package io.coredeck.dashboard.find;

import io.coredeck.dashboard.find.Images.Image;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Role;
import io.coredeck.wire.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

/// How long the server looks for what is typed into the palette, with 30 000 containers. No test.
final class PaletteBench {

  private static final int MANY = 30_000;
  private static final int ROUNDS = 20;
  private static final int NANOS_OF_MICRO = 1_000;
  private static final List<String> TYPED =
      List.of("s", "se", "service-29", "svc tm", "172.24.7", "image-3 team-9", "zzzz");

  private PaletteBench() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] args) {
    var finder =
        new Finder(new Images(() -> List.of(new Image("db/postgres-16.flist", "http://hub/p"))));
    var all = new ArrayList<Reservation>(MANY);
    for (var id = 1L; id <= MANY; id++) {
      all.add(
          FinderTest.container(
              id, id % 50, "service-%d-of-team-%d".formatted(id, id % 97), "image-" + id % 40));
    }
    var asker = FinderTest.asker(Role.ADMIN, 1, all);
    measured(finder, asker); // as a server that has been running for a while
    var times = measured(finder, asker);
    var result = new LinkedHashMap<String, Object>();
    result.put("median_us", times[times.length / 2]);
    result.put("worst_of_ten_us", times[times.length * 9 / 10]);
    result.put("worst_us", times[times.length - 1]);
    System.out.println(Json.writeTree(result));
  }

  private static long[] measured(Finder finder, Finder.Asker asker) {
    var times = new long[TYPED.size() * ROUNDS];
    for (var i = 0; i < times.length; i++) {
      var begin = System.nanoTime();
      if (finder.find(asker, TYPED.get(i % TYPED.size()), List.of()).size() > 5) {
        throw new AssertionError("more groups than there are kinds");
      }
      times[i] = (System.nanoTime() - begin) / NANOS_OF_MICRO;
    }
    Arrays.sort(times);
    return times;
  }
}
