/// The routes under `/api`: one way from a path to a collection of the catalogue, for every method.
///
/// It knows the verbs (listing, export, editing) and hands each request to one of them.
@NullMarked
package dev.quire.api;

import org.jspecify.annotations.NullMarked;
