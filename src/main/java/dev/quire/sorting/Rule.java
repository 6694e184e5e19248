package dev.quire.sorting;

import dev.quire.folder.FileName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Determines the subfolder for a file.
sealed interface Rule {

    /// @param number the position of the file among those that are moved, from 0
    FileName folder(Listed file, long number);

    /// Numbered subfolders with a fixed number of files each.
    ///
    /// @param size the number of files per subfolder
    /// @param first the number of the first subfolder
    /// @param digits the minimum number of digits in a name
    record Batches(long size, long first, int digits) implements Rule {

        static final String PREFIX = "batch-";

        private static final int DIGITS = 4;

        /// @param most the maximum number of files; it determines the number of digits, so that names sort by number
        static Batches of(long size, long first, long most) {
            var last = first + most / size;
            return new Batches(size, first, Math.max(DIGITS, Long.toString(last).length()));
        }

        /// The number in a name that this rule produces; 0 for other names.
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

    /// A subfolder per media type, as shown by `/api/files`: `image-png` for `image/png`.
    record ByType() implements Rule {
        @Override
        public FileName folder(Listed file, long number) {
            return FileName.parse(file.type().replace('/', '-'));
        }
    }

    /// A subfolder per modification date, in UTC.
    record ByDate(DateTimeFormatter format) implements Rule {

        /// @throws IllegalArgumentException if the pattern is invalid or does not produce a simple folder name
        static ByDate of(String pattern) {
            var format = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
            try {
                var name = format.format(Instant.EPOCH);
                if (!name.matches("[0-9A-Za-z][0-9A-Za-z._-]{0,99}")) {
                    throw new IllegalArgumentException(
                            "it produces '" + name + "', which is not an allowed folder name");
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

    /// A subfolder per first character of the name: a lower-case letter or a digit, otherwise `other`.
    record ByLetter() implements Rule {

        private static final FileName OTHER = FileName.parse("other");

        @Override
        public FileName folder(Listed file, long number) {
            var first = Character.toLowerCase(file.name().toString().codePointAt(0));
            return Character.isLetterOrDigit(first) ? FileName.parse(Character.toString(first)) : OTHER;
        }
    }
}
