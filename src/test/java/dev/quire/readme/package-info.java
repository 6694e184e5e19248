/// The collection of README's section "Add a collection": `ReadmeTest` compares both, the contract suite tests it.
@NullMarked
package dev.quire.readme;

import org.jspecify.annotations.NullMarked;
