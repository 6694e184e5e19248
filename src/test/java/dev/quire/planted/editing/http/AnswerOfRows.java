package dev.quire.planted.editing.http;

import dev.quire.planted.editing.panache.WrittenRow;

/// Violates a rule: the web part of editing must not depend on its storage part.
interface AnswerOfRows {
    String answer(WrittenRow row);
}
