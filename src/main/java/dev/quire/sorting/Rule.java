package dev.quire.sorting;

import dev.quire.folder.FileName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Which subfolder a file belongs into.
sealed interface Rule {

    /// @param number of the file in the order, from 0, among those that move
    FileName folder(Listed file, long number);

    /// So many to a folder, the folders numbered.
    ///
    /// @param size how many files to a folder
    /// @param first the number of the first folder
    /// @param digits how many digits a number has at least
    record Batches(long size, long first, int digits) implements Rule {

        static final String PREFIX = "batch-";

        private static final int DIGITS = 4;

        /// @param most how many files there are at most, so that numbers sort as text
        static Batches of(long size, long first, long most) {
            var last = first + most / size;
            return new Batches(size, first, Math.max(DIGITS, Long.toString(last).length()));
        }

        /// The number of a folder that has been made by this rule; 0 for other names.
        static long number(FileName name) {
            var text = name.toString();
            return text.matches(PREFIX + "[0-9]{4,18}") ? Long.parseLong(text.substring(PREFIX.length())) : 0;
        }

        @Override
        public FileName folder(Listed file, long number) {
            var digits = Long.toString(first + number / size);
            return FileName.parse(PREFIX + "0".repeat(Math.max(0, this.digits - digits.length())) + digits);
        }
    }

    /// The media type that `/api/files` shows, `image-png` for `image/png`.
    record ByType() implements Rule {
        @Override
        public FileName folder(Listed file, long number) {
            return FileName.parse(file.type().replace('/', '-'));
        }
    }

    /// When the file was last written, in UTC.
    record ByDate(DateTimeFormatter format) implements Rule {

        /// @throws IllegalArgumentException if the pattern makes no good name of a folder
        static ByDate of(String pattern) {
            var format = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
            try {
                var name = format.format(Instant.EPOCH);
                if (!name.matches("[0-9A-Za-z][0-9A-Za-z._-]{0,99}")) {
                    throw new IllegalArgumentException("it makes '" + name + "', which is no good name of a folder");
                }
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
            return new ByDate(format);
        }

        @Override
        public FileName folder(Listed file, long number) {
            return FileName.parse(format.format(file.modified()));
        }
    }

    /// The first character of the name, a letter in lower case or a digit; `other` for all else.
    record ByLetter() implements Rule {

        private static final FileName OTHER = FileName.parse("other");

        @Override
        public FileName folder(Listed file, long number) {
            var first = Character.toLowerCase(file.name().toString().codePointAt(0));
            return Character.isLetterOrDigit(first) ? FileName.parse(Character.toString(first)) : OTHER;
        }
    }
}
