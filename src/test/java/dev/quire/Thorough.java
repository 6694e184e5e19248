package dev.quire;

/// The extent of tests that repeat something: small in a normal build, large under the Maven profile `thorough`.
public final class Thorough {

    /// Set by the profile.
    public static final boolean RUN = Boolean.getBoolean("quire.thorough");

    private Thorough() {}

    /// The first number in every build, the second in a thorough one.
    public static int or(int usual, int thorough) {
        return RUN ? thorough : usual;
    }
}
