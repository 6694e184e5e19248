package dev.quire.suite;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/// The slow tests that start no application.
@Suite
@SelectPackages("dev.quire")
@IncludeClassNamePatterns(Patterns.NO_APPLICATION)
final class NoApplicationSuite {}
