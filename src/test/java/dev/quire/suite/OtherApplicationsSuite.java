package dev.quire.suite;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/// The tests that start applications with other settings.
@Suite
@SelectPackages("dev.quire")
@IncludeClassNamePatterns(Patterns.OTHER_APPLICATIONS)
final class OtherApplicationsSuite {}
