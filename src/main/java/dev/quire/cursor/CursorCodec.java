package dev.quire.cursor;

import dev.quire.digest.Sha256;
import dev.quire.pagination.Cursor;
import dev.quire.pagination.Filter;
import dev.quire.pagination.Keyset;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Encodes cursors as opaque, URL-safe text for clients, and decodes that text.
///
/// The text is encrypted and authenticated (see [CursorKey]) and valid for one collection. It contains an expiry time
/// and a digest of the sort and the filters of its list. Immutable and safe for use by many threads.
public final class CursorCodec {

    /// The maximum length of an encoded cursor in characters. Longer texts are neither produced nor accepted.
    ///
    /// The values of every row that a PostgreSQL index can hold fit: an index limits them to 2,704 bytes, after a
    /// compression that is weaker than the one used here.
    public static final int MAX_LENGTH = 4_096;

    /// Values of this length in bytes result in a cursor of 512 characters. Longer ones are compressed.
    private static final int UNCOMPRESSED = 330;

    private static final int BINDING_LENGTH = 12;

    /// The first byte: an item's values follow as they are, or compressed, or the place is an end of the list.
    private static final int PLAIN = 1;

    private static final int COMPRESSED = 2;
    private static final int END_OF_LIST = 3;

    private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder FROM_TEXT = Base64.getUrlDecoder();

    private final Supplier<List<CursorKey>> keys;
    private final Duration timeToLive;
    private final Clock clock;
    private final String audience;

    /// @param keys supplies the current keys. The first one seals new cursors, and all of them open existing ones
    /// @param timeToLive how long a cursor is valid at least, one minute or more. Expiry is rounded up to a
    ///     full hour, so a cursor may stay valid for up to an hour longer
    /// @throws IllegalArgumentException if the time to live is less than a minute
    public CursorCodec(Supplier<List<CursorKey>> keys, Duration timeToLive, Clock clock) {
        this(keys, timeToLive, clock, "");
    }

    private CursorCodec(Supplier<List<CursorKey>> keys, Duration timeToLive, Clock clock, String audience) {
        if (timeToLive.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException(
                    "the time to live of a cursor must be at least one minute, but is " + timeToLive);
        }
        this.keys = keys;
        this.timeToLive = timeToLive;
        this.clock = clock;
        this.audience = audience;
    }

    /// Returns a codec for one audience. Its cursors are valid only for principals of the same audience.
    ///
    /// @param audience the group of principals that may see the same items; empty if everyone may
    public CursorCodec among(String audience) {
        return new CursorCodec(keys, timeToLive, clock, audience);
    }

    /// @return the encoded cursor; empty if it would exceed [#MAX_LENGTH]
    public Optional<String> encode(Cursor cursor, CursorBinding binding) {
        return encode(cursor, binding, new byte[0]);
    }

    /// @param carried additional bytes, which [#open(String, CursorBinding)] returns. They are encrypted and
    ///     authenticated like the rest of the cursor
    /// @return the encoded cursor; empty if it would exceed [#MAX_LENGTH]
    public Optional<String> encode(Cursor cursor, CursorBinding binding, byte[] carried) {
        var plain = values(cursor, carried);
        var compressed = plain.length > UNCOMPRESSED;
        var format = cursor.keyset() == null ? END_OF_LIST : compressed ? COMPRESSED : PLAIN;
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(format);
            out.writeBoolean(cursor.backwards());
            out.writeInt(expiryHour());
            out.write(digest(binding));
            out.write(format == COMPRESSED ? Compression.compress(plain) : plain);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        var text = TO_TEXT.encodeToString(keys.get().getFirst().seal(bytes.toByteArray(), context(binding)));
        return text.length() > MAX_LENGTH ? Optional.empty() : Optional.of(text);
    }

    private static byte[] values(Cursor cursor, byte[] carried) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            if (cursor.keyset() != null) {
                for (var value : cursor.keyset().values()) {
                    KeyValue.write(value, out);
                }
            }
            out.write(carried);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    /// Identifies the current period for caches of responses that contain cursors. It changes when another key starts
    /// to seal, and four times within a cursor's time to live. Caches include it in their keys, so that a cached
    /// response never contains a cursor that is about to expire or that was sealed by a replaced key.
    public String epoch() {
        return keys.get().getFirst().name() + "." + clock.instant().getEpochSecond() / (timeToLive.toSeconds() / 4);
    }

    /// Rounded up to full hours, so that a place has the same cursor for an hour and equal pages stay identical.
    private int expiryHour() {
        return Math.toIntExact(clock.instant().plus(timeToLive).getEpochSecond() / 3600) + 1;
    }

    /// @throws CursorException if the text is not a valid cursor for this binding
    public Cursor decode(String text, CursorBinding binding) {
        return open(text, binding).cursor();
    }

    /// @param carried the additional bytes that were passed to `encode`; empty if there were none
    @SuppressWarnings("ArrayRecordComponent") // Instances are read once and never compared.
    public record Opened(Cursor cursor, byte[] carried) {}

    /// Decodes a cursor together with its additional bytes.
    ///
    /// @throws CursorException if the text is not a valid cursor for this binding
    public Opened open(String text, CursorBinding binding) {
        var plain = open(text, context(binding));
        try (var in = new DataInputStream(new ByteArrayInputStream(plain))) {
            var format = in.readByte();
            var backwards = in.readBoolean();
            if (Instant.ofEpochSecond(in.readInt() * 3600L).isBefore(clock.instant())) {
                throw new CursorException(CursorException.Reason.EXPIRED);
            }
            if (!Arrays.equals(in.readNBytes(BINDING_LENGTH), digest(binding))) {
                throw new CursorException(CursorException.Reason.MISMATCH);
            }
            var rest = in.readAllBytes();
            return switch (format) {
                case PLAIN -> opened(rest, binding, backwards);
                case COMPRESSED -> opened(Compression.decompress(rest), binding, backwards);
                case END_OF_LIST -> new Opened(new Cursor(null, backwards), rest);
                default -> throw new CursorException(CursorException.Reason.INVALID);
            };
        } catch (IOException e) {
            throw new CursorException(CursorException.Reason.INVALID);
        }
    }

    private static Opened opened(byte[] bytes, CursorBinding binding, boolean backwards) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(bytes));
        var values = new ArrayList<@Nullable Object>();
        for (var field : binding.keys()) {
            values.add(KeyValue.read(field, in));
        }
        return new Opened(new Cursor(new Keyset(values), backwards), in.readAllBytes());
    }

    private byte[] open(String text, byte[] context) {
        if (text.length() <= MAX_LENGTH) {
            var sealed = bytes(text);
            for (var key : keys.get()) {
                if (key.sealed(sealed)) {
                    return key.open(sealed, context);
                }
            }
        }
        throw new CursorException(CursorException.Reason.INVALID);
    }

    private static byte[] bytes(String text) {
        try {
            var bytes = FROM_TEXT.decode(text);
            // Base64 allows several texts for the same bytes. Only the one that was issued is accepted.
            return TO_TEXT.encodeToString(bytes).equals(text) ? bytes : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private byte[] context(CursorBinding binding) {
        var context = audience.isEmpty() ? binding.collection() : binding.collection() + "\n" + audience;
        return context.getBytes(StandardCharsets.UTF_8);
    }

    /// A digest of the sort and the filters. The order of the filters does not matter.
    private static byte[] digest(CursorBinding binding) {
        var text = binding.sort() + "\n" + Filter.canonical(binding.filters());
        return Arrays.copyOf(Sha256.of(text), BINDING_LENGTH);
    }
}
