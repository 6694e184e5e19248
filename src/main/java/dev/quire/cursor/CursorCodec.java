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

/// Cursors as the opaque, URL-safe text that clients hold.
///
/// A text is authentic for one collection; it carries an expiry and a digest of the sort and the filters it was made
/// under. Immutable and safe for use by many threads.
public final class CursorCodec {

    /// The longest text ever made or read.
    public static final int MAX_LENGTH = 512;

    private static final int BINDING_LENGTH = 12;
    private static final int FORMAT = 1;
    private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder FROM_TEXT = Base64.getUrlDecoder();

    private final Supplier<List<CursorKey>> keys;
    private final Duration timeToLive;
    private final Clock clock;
    private final String audience;

    /// @param keys the keys of the moment, the first of which seals; all open
    /// @param timeToLive how long a cursor serves at least, a minute or more; up to an hour longer
    /// @throws IllegalArgumentException if the time is shorter
    public CursorCodec(Supplier<List<CursorKey>> keys, Duration timeToLive, Clock clock) {
        this(keys, timeToLive, clock, "");
    }

    private CursorCodec(Supplier<List<CursorKey>> keys, Duration timeToLive, Clock clock, String audience) {
        if (timeToLive.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("a cursor lives a minute or more, not " + timeToLive);
        }
        this.keys = keys;
        this.timeToLive = timeToLive;
        this.clock = clock;
        this.audience = audience;
    }

    /// The codec of cursors that serve only those who may see the same.
    ///
    /// @param of empty for everyone
    public CursorCodec among(String of) {
        return new CursorCodec(keys, timeToLive, clock, of);
    }

    /// @return the text; empty if the keyset is too long for one
    public Optional<String> encode(Cursor cursor, CursorBinding binding) {
        return encode(cursor, binding, new byte[0]);
    }

    /// @param carried bytes that come back with the cursor, encrypted and authenticated like the rest of it
    /// @return the text; empty if the keyset is too long for one
    public Optional<String> encode(Cursor cursor, CursorBinding binding, byte[] carried) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeBoolean(cursor.backwards());
            out.writeInt(expiryHour());
            out.write(digest(binding));
            for (var value : cursor.keyset().values()) {
                KeyValue.write(value, out);
            }
            out.write(carried);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        var text = TO_TEXT.encodeToString(keys.get().getFirst().seal(bytes.toByteArray(), context(binding)));
        return text.length() > MAX_LENGTH ? Optional.empty() : Optional.of(text);
    }

    /// Another text whenever what holds cursors had better be made anew: when another key seals, and four times within
    /// a cursor's life.
    public String epoch() {
        return keys.get().getFirst().name() + "." + clock.instant().getEpochSecond() / (timeToLive.toSeconds() / 4);
    }

    /// In whole hours, so that a place has the same cursor for an hour and equal pages stay equal.
    private int expiryHour() {
        return Math.toIntExact(clock.instant().plus(timeToLive).getEpochSecond() / 3600) + 1;
    }

    /// @throws CursorException if the text is no cursor to continue from here
    public Cursor decode(String text, CursorBinding binding) {
        return open(text, binding).cursor();
    }

    /// @param carried empty unless the cursor was given something to carry
    @SuppressWarnings("ArrayRecordComponent") // Read once and compared by nobody.
    public record Opened(Cursor cursor, byte[] carried) {}

    /// @throws CursorException if the text is no cursor to continue from here
    public Opened open(String text, CursorBinding binding) {
        var plain = open(text, context(binding));
        try (var in = new DataInputStream(new ByteArrayInputStream(plain))) {
            if (in.readByte() != FORMAT) {
                throw new CursorException(CursorException.Reason.INVALID);
            }
            var backwards = in.readBoolean();
            if (Instant.ofEpochSecond(in.readInt() * 3600L).isBefore(clock.instant())) {
                throw new CursorException(CursorException.Reason.EXPIRED);
            }
            if (!Arrays.equals(in.readNBytes(BINDING_LENGTH), digest(binding))) {
                throw new CursorException(CursorException.Reason.MISMATCH);
            }
            var values = new ArrayList<@Nullable Object>();
            for (var field : binding.keys()) {
                values.add(KeyValue.read(field, in));
            }
            return new Opened(new Cursor(new Keyset(values), backwards), in.readAllBytes());
        } catch (IOException e) {
            throw new CursorException(CursorException.Reason.INVALID);
        }
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
            // Other texts of the same bytes are not what was given out.
            return TO_TEXT.encodeToString(bytes).equals(text) ? bytes : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private byte[] context(CursorBinding binding) {
        var context = audience.isEmpty() ? binding.collection() : binding.collection() + "\n" + audience;
        return context.getBytes(StandardCharsets.UTF_8);
    }

    /// A digest of the sort and of the filters in any order.
    private static byte[] digest(CursorBinding binding) {
        var text = binding.sort() + "\n" + Filter.canonical(binding.filters());
        return Arrays.copyOf(Sha256.of(text), BINDING_LENGTH);
    }
}
