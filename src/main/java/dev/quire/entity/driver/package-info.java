/// The types by which Hibernate passes values to the JDBC driver and reads them.
@NullMarked
package dev.quire.entity.driver;

import org.jspecify.annotations.NullMarked;
