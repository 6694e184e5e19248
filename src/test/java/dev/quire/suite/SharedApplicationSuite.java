package dev.quire.suite;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/// The tests that use the application with the settings of the profile `test`, and the quick ones that use none.
@Suite
@SelectPackages("dev.quire")
@ExcludeClassNamePatterns({Patterns.OTHER_APPLICATIONS, Patterns.NO_APPLICATION})
final class SharedApplicationSuite {}
