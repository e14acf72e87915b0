package io.coredeck.whole;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Tests on the one real grid that all of them share: one class after the other on one thread,
/// while another goes through those that need no grid.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(GridExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
@interface OnGrid {}
