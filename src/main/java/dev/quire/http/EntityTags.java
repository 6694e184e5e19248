package dev.quire.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The entity tags of a precondition header (RFC 9110, 13.1): a list of tags, or `*` for any existing representation.
///
/// @param any whether the header is `*`
/// @param tags the tags as written, in quotes, weak ones with the prefix `W/`
public record EntityTags(boolean any, List<String> tags) {

    private static final String TAG = "(?:W/)?\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\"";
    private static final Pattern TAGS = Pattern.compile(TAG);

    /// The quantifiers are possessive: with backtracking, matching would use stack space for every tag.
    private static final Pattern LIST =
            Pattern.compile("[ \\t,]*+" + TAG + "(?:[ \\t]*+,[ \\t,]*+" + TAG + ")*+[ \\t,]*+");

    /// @param lines the values of all lines of the header
    /// @return empty if they are not a valid list of entity tags
    public static Optional<EntityTags> parse(List<String> lines) {
        var text = String.join(",", lines);
        if (text.strip().equals("*")) {
            return Optional.of(new EntityTags(true, List.of()));
        }
        return LIST.matcher(text).matches()
                ? Optional.of(new EntityTags(
                        false,
                        TAGS.matcher(text).results().map(match -> match.group()).toList()))
                : Optional.empty();
    }

    /// Strong comparison (RFC 9110, 8.8.3.2): whether this strong tag is listed as a strong tag, or the header is `*`.
    public boolean matchStrongly(String etag) {
        return any || tags.contains(etag);
    }

    /// Weak comparison (RFC 9110, 8.8.3.2): whether this tag is listed as a weak or a strong tag, or the header is `*`.
    public boolean matchWeakly(String etag) {
        return any || tags.contains(etag) || tags.contains("W/" + etag);
    }
}
