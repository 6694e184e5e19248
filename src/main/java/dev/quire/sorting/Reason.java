package dev.quire.sorting;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// Messages for failures, on one line. They do not repeat the messages of Java's file exceptions, which contain file
/// names with unescaped control characters that a terminal would execute.
final class Reason {

    private Reason() {}

    static String of(Exception failure) {
        return switch (failure) {
            case RunException e -> String.valueOf(e.getMessage());
            case NoSuchFileException _ -> "no such folder";
            case NotDirectoryException _ -> "an entry is not a folder; links are not followed";
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default -> unnamed(failure);
        };
    }

    private static String unnamed(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return "the heap is too small for the names of this folder: increase it, for example with java -Xmx256m";
            }
        }
        return failure.getCause() instanceof Exception cause ? of(cause) : String.valueOf(failure.getMessage());
    }
}
