package dev.quire.sorting;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// Why something failed, in one line. The names in the messages of Java are as they are on the disk, and may write to
/// a terminal what they like: none is repeated.
final class Reason {

    private Reason() {}

    static String of(Exception failure) {
        return switch (failure) {
            case RunException e -> String.valueOf(e.getMessage());
            case NoSuchFileException _ -> "no such folder";
            case NotDirectoryException _ -> "what has the name of a folder is none; links are not followed";
            case AccessDeniedException _ -> "it is not permitted";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default -> unnamed(failure);
        };
    }

    private static String unnamed(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return "the heap is too small for the names of this folder: give it more, such as java -Xmx256m";
            }
        }
        return failure.getCause() instanceof Exception cause ? of(cause) : String.valueOf(failure.getMessage());
    }
}
