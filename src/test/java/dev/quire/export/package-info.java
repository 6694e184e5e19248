/// Tests of exports: their behaviour with slow and disconnected clients, and the format of their values.
@NullMarked
package dev.quire.export;

import org.jspecify.annotations.NullMarked;
