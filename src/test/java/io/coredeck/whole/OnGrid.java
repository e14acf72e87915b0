package io.coredeck.whole;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Tests on the one real grid that all of them share: one class at a time, while those that need no
/// grid go on beside them.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(GridExtension.class)
@ResourceLock(OnGrid.GRID)
@interface OnGrid {

  /// Name of the lock.
  String GRID = "grid";
}
