package dev.quire.sorting;

import dev.quire.folder.FileName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;

/// The Linux system calls that the Java library lacks: a rename between open folders that never overwrites, creating a
/// folder in an open folder, and `fsync` of a folder.
///
/// Java's atomic move overwrites the target. A hard link followed by a deletion is not atomic: between the two steps,
/// another file may get the name that is deleted.
final class LinuxCalls {

    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int EACCES = 13;
    static final int EBUSY = 16;
    static final int EEXIST = 17;
    static final int EXDEV = 18;

    private static final int O_NONBLOCK = 0x800;
    private static final int O_CLOEXEC = 0x80000;
    private static final int RENAME_NOREPLACE = 1;
    private static final int MODE_BEFORE_UMASK = 0777;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final AddressLayout ADDRESS = ValueLayout.ADDRESS;
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final Linker linker = Linker.nativeLinker();
    private final Linker.Option errno = Linker.Option.captureCallState("errno");
    private final MethodHandle openat =
            call("openat", FunctionDescriptor.of(INT, INT, ADDRESS, INT), errno, Linker.Option.firstVariadicArg(3));
    private final MethodHandle close = call("close", FunctionDescriptor.of(INT, INT), errno);
    private final MethodHandle fsync = call("fsync", FunctionDescriptor.of(INT, INT), errno);
    private final MethodHandle mkdirat = call("mkdirat", FunctionDescriptor.of(INT, INT, ADDRESS, INT), errno);
    private final MethodHandle renameat2 =
            call("renameat2", FunctionDescriptor.of(INT, INT, ADDRESS, INT, ADDRESS, INT), errno);

    /// @throws IOException if this system lacks one of the calls
    static LinuxCalls available() throws IOException {
        try {
            return new LinuxCalls();
        } catch (RuntimeException | LinkageError e) {
            throw new IOException("this system does not support renames that never overwrite (renameat2 of Linux)", e);
        }
    }

    private LinuxCalls() {}

    @SuppressWarnings("restricted") // The five signatures above match the manual pages.
    private MethodHandle call(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor, options);
    }

    private interface Call {
        int run(MemorySegment state, Arena arena) throws Throwable;
    }

    /// @return the result of the call, or the negated errno if it failed
    private static int invoke(Call call) {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(STATE);
            var result = call.run(state, arena);
            return result < 0 ? -(int) ERRNO.get(state, 0L) : result;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static MemorySegment text(Arena arena, byte[] bytes) {
        var text = arena.allocate(bytes.length + 1L); // Zero-filled, so it is NUL-terminated.
        MemorySegment.copy(bytes, 0, text, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return text;
    }

    /// Opens an entry of an open folder, of any kind. Follows links.
    ///
    /// @return the file descriptor, or the negated errno
    int open(int folder, FileName name) {
        return invoke((state, arena) ->
                (int) openat.invokeExact(state, folder, text(arena, name.bytes()), O_NONBLOCK | O_CLOEXEC));
    }

    /// Opens an absolute path.
    ///
    /// @return the file descriptor, or the negated errno
    int open(Path path) {
        return invoke((state, arena) ->
                (int) openat.invokeExact(state, -1, text(arena, bytes(path)), O_NONBLOCK | O_CLOEXEC));
    }

    /// The original bytes of the path. Its text may have lost bytes that the platform's encoding cannot represent.
    private static byte[] bytes(Path path) {
        var bytes = new ByteArrayOutputStream();
        bytes.write('/');
        for (var name : path) {
            bytes.writeBytes(FileName.of(path.getRoot().resolve(name)).bytes());
            bytes.write('/');
        }
        return bytes.toByteArray();
    }

    int close(int folder) {
        return invoke((state, _) -> (int) close.invokeExact(state, folder));
    }

    int flush(int folder) {
        return invoke((state, _) -> (int) fsync.invokeExact(state, folder));
    }

    int makeFolder(int folder, FileName name) {
        return invoke((state, arena) ->
                (int) mkdirat.invokeExact(state, folder, text(arena, name.bytes()), MODE_BEFORE_UMASK));
    }

    /// Moves an entry from one open folder to another. Fails if the target folder has an entry with this name.
    int rename(int from, FileName name, int to) {
        return invoke((state, arena) -> {
            var text = text(arena, name.bytes());
            return (int) renameat2.invokeExact(state, from, text, to, text, RENAME_NOREPLACE);
        });
    }

    /// @param result of the failed call, the negated errno
    static IOException failure(String what, int result) {
        return new IOException(what + ": "
                + switch (-result) {
                    case EPERM, EACCES -> "permission denied";
                    case ENOENT -> "it no longer exists";
                    case 5 -> "input/output error";
                    case EEXIST -> "an entry with this name exists";
                    case 20 -> "it is not a folder";
                    case 22, 38, 95 -> "this file system does not support renames that never overwrite";
                    case 24, 23 -> "too many files are open";
                    case 28 -> "the disk is full";
                    case 30 -> "the file system is read-only";
                    case 31 -> "the folder has reached its maximum number of links";
                    case 36 -> "the name is too long";
                    case 122 -> "the disk quota is exceeded";
                    default -> "system error " + -result;
                });
    }
}
