package dev.quire.planted.editing.http;

import dev.quire.planted.editing.panache.WrittenRow;

/// The half for the web that knows the half for storage.
interface AnswerOfRows {
    String answer(WrittenRow row);
}
