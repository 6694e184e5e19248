/// Parts of an HTTP request that several rooms read: its query string, its address, its entity tags and its conditions.
///
/// It knows the model and Vert.x, no collection and no storage.
@NullMarked
package dev.quire.http;

import org.jspecify.annotations.NullMarked;
