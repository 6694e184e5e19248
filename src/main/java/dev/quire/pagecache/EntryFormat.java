package dev.quire.pagecache;

import dev.quire.cursor.Secrets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// The binary format of entries in Redis: one byte for the kind, an authentication code, and the payload. The code
/// covers the kind, the key in Redis and the payload. Bytes that were not written by this service, belong to another
/// key or are damaged are not accepted.
final class EntryFormat {

    private static final byte LEASE = 0;
    private static final byte VERSION = 2;
    private static final int CODE_LENGTH = 16;
    private static final String PURPOSE = "quire page cache";

    private final Secrets secrets;

    EntryFormat(Secrets secrets) {
        this.secrets = secrets;
    }

    /// @param place the key in Redis
    byte[] write(String place, CacheEntry entry) {
        return write(VERSION, place, payload(entry));
    }

    /// The marker that takes the place of an entry while the entry is being loaded.
    ///
    /// @param holder the id of the process that loads it
    byte[] lease(String place, long holder) {
        return write(
                LEASE, place, ByteBuffer.allocate(Long.BYTES).putLong(holder).array());
    }

    /// @return the id of the process that holds the lease; empty if the bytes are not a lease for this place
    Optional<Long> holder(String place, byte[] bytes) {
        return payload(LEASE, place, bytes)
                .map(payload -> ByteBuffer.wrap(payload).getLong());
    }

    private byte[] write(byte kind, String place, byte[] payload) {
        var code = code(kind, place, payload);
        var bytes = new byte[1 + CODE_LENGTH + payload.length];
        bytes[0] = kind;
        System.arraycopy(code, 0, bytes, 1, CODE_LENGTH);
        System.arraycopy(payload, 0, bytes, 1 + CODE_LENGTH, payload.length);
        return bytes;
    }

    /// @return the entry; empty if the bytes are not an entry for this place
    Optional<CacheEntry> read(String place, byte[] bytes) {
        return payload(VERSION, place, bytes).flatMap(EntryFormat::entry);
    }

    private Optional<byte[]> payload(byte kind, String place, byte[] bytes) {
        if (bytes.length <= 1 + CODE_LENGTH || bytes[0] != kind) {
            return Optional.empty();
        }
        var payload = Arrays.copyOfRange(bytes, 1 + CODE_LENGTH, bytes.length);
        var code = Arrays.copyOfRange(bytes, 1, 1 + CODE_LENGTH);
        return MessageDigest.isEqual(code, code(kind, place, payload)) ? Optional.of(payload) : Optional.empty();
    }

    private byte[] code(byte kind, String place, byte[] payload) {
        var code = secrets.authenticate(PURPOSE, new byte[] {kind}, place.getBytes(StandardCharsets.UTF_8), payload);
        return Arrays.copyOf(code, CODE_LENGTH);
    }

    private static byte[] payload(CacheEntry entry) {
        var bytes = new ByteArrayOutputStream(entry.answer.body().length + 1000);
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF(entry.generation);
            out.writeLong(entry.made.toEpochMilli());
            out.writeLong(entry.softEnd.toEpochMilli());
            out.writeLong(entry.end.toEpochMilli());
            writeText(out, entry.answer.links());
            out.write(entry.answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static Optional<CacheEntry> entry(byte[] payload) {
        try (var in = new DataInputStream(new ByteArrayInputStream(payload))) {
            return Optional.of(entry(in));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static CacheEntry entry(DataInputStream in) throws IOException {
        var generation = in.readUTF();
        var made = Instant.ofEpochMilli(in.readLong());
        var softEnd = Instant.ofEpochMilli(in.readLong());
        var end = Instant.ofEpochMilli(in.readLong());
        var links = readText(in);
        var answer = new Answer(in.readAllBytes(), links);
        return new CacheEntry(answer, generation, made, softEnd, end, false);
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
