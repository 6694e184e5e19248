package dev.quire.shop.user;

import dev.quire.catalogue.Octets;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@RegisterForReflection
record UserDraft(
        @NotBlank @Octets(max = Octets.SORTABLE) @Schema(examples = "ada")
        String username,

        @NotBlank @Email @Octets(max = Octets.SORTABLE) @Schema(examples = "ada@example.com")
        String email,

        @NotBlank @Octets(max = Octets.SORTABLE) String country) {}
