package dev.quire.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The entity tags of a precondition (RFC 9110, 13.1): a list of them, or `*` for whatever is there.
///
/// @param any whether it is `*`
/// @param tags as written, weak ones with their `W/`
public record EntityTags(boolean any, List<String> tags) {

    private static final String TAG = "(?:W/)?\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\"";
    private static final Pattern TAGS = Pattern.compile(TAG);

    /// Possessive: a group that may be given back takes stack for every tag.
    private static final Pattern LIST =
            Pattern.compile("[ \\t,]*+" + TAG + "(?:[ \\t]*+,[ \\t,]*+" + TAG + ")*+[ \\t,]*+");

    /// @param lines the values of the header's lines
    /// @return empty if they are no entity tags
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

    /// Whether the strong tag of what is there is among these, which must be strong, too.
    public boolean matchStrongly(String etag) {
        return any || tags.contains(etag);
    }

    /// Whether the tag of what is there is among these, weak or strong.
    public boolean matchWeakly(String etag) {
        return any || tags.contains(etag) || tags.contains("W/" + etag);
    }
}
