/// Divides the tests into three suites, which a build runs in two processes at once: the first suite takes about as
/// long as the other two. A suite starts each application that its tests need once. A test class that no pattern
/// names belongs to the first suite.
package dev.quire.suite;
