package io.coredeck.flist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// That what is written does not depend on the language of the machine. It changes that of the
/// whole JVM, so nothing else runs meanwhile.
@Isolated
class MachineLanguageTest {

  @Test
  void keys_of_owners_and_modes_have_the_digits_of_the_format() {
    var before = Locale.getDefault(Locale.Category.FORMAT);
    try {
      Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("ar-EG"));
      assertThat("%d".formatted(1)).isNotEqualTo("1");
      assertThat(Access.ofRoot(0755).key()).isEqualTo("d7683de000c13689");
    } finally {
      Locale.setDefault(Locale.Category.FORMAT, before);
    }
  }
}
