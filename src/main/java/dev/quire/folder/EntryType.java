package dev.quire.folder;

import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The type of an entry: `folder`, `link`, `other` (devices, pipes, sockets), or for a file the media type for its file
/// name extension. The file is not opened, and the table below is used instead of the system's, so that the result is
/// the same everywhere.
final class EntryType {

    private static final int FOLDER = 0;
    private static final int LINK = 1;
    private static final int OTHER = 2;
    private static final int UNKNOWN = 3;

    private static final String TABLE = """
            application/epub+zip epub
            application/gzip gz tgz
            application/java-archive jar
            application/json json
            application/msword doc
            application/pdf pdf
            application/rtf rtf
            application/sql sql
            application/vnd.ms-excel xls
            application/vnd.ms-powerpoint ppt
            application/vnd.oasis.opendocument.presentation odp
            application/vnd.oasis.opendocument.spreadsheet ods
            application/vnd.oasis.opendocument.text odt
            application/vnd.openxmlformats-officedocument.presentationml.presentation pptx
            application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx
            application/vnd.openxmlformats-officedocument.wordprocessingml.document docx
            application/vnd.rar rar
            application/wasm wasm
            application/x-7z-compressed 7z
            application/x-bzip2 bz2
            application/x-ndjson ndjson
            application/x-tar tar
            application/x-xz xz
            application/xml xml xsd xsl
            application/yaml yaml yml
            application/zip zip
            application/zstd zst
            audio/aac aac
            audio/flac flac
            audio/mp4 m4a
            audio/mpeg mp3
            audio/ogg ogg oga opus
            audio/wav wav
            font/otf otf
            font/ttf ttf
            font/woff woff
            font/woff2 woff2
            image/avif avif
            image/bmp bmp
            image/gif gif
            image/heic heic
            image/jpeg jpg jpeg
            image/png png
            image/svg+xml svg
            image/tiff tif tiff
            image/vnd.microsoft.icon ico
            image/webp webp
            message/rfc822 eml
            text/calendar ics
            text/css css
            text/csv csv
            text/html html htm
            text/javascript js mjs
            text/markdown md
            text/plain txt text log
            text/tab-separated-values tsv
            text/vcard vcf
            video/mp4 mp4 m4v
            video/mpeg mpeg mpg
            video/quicktime mov
            video/webm webm
            video/x-matroska mkv
            video/x-msvideo avi
            """;

    private static final List<String> NAMES =
            new ArrayList<>(List.of("folder", "link", "other", "application/octet-stream"));
    private static final Map<String, Integer> BY_EXTENSION = new HashMap<>();

    static {
        TABLE.lines().map(line -> line.split(" ")).forEach(words -> {
            for (int i = 1; i < words.length; i++) {
                BY_EXTENSION.put(words[i], NAMES.size());
            }
            NAMES.add(words[0]);
        });
    }

    private EntryType() {}

    /// @return an index that fits into a byte
    static int of(BasicFileAttributes attributes, FileName name) {
        if (attributes.isDirectory()) {
            return FOLDER;
        }
        if (attributes.isSymbolicLink()) {
            return LINK;
        }
        return attributes.isRegularFile() ? BY_EXTENSION.getOrDefault(extension(name), UNKNOWN) : OTHER;
    }

    static String name(int type) {
        return NAMES.get(type);
    }

    /// The extension in lower case, or an empty string. A leading dot marks a hidden file and does not begin an
    /// extension.
    private static String extension(FileName name) {
        var text = name.toString();
        var dot = text.lastIndexOf('.');
        return dot > 0 ? text.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
    }
}
