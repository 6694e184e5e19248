package dev.quire.startpage;

import dev.quire.catalogue.Catalogue;
import dev.quire.catalogue.Declaration;
import dev.quire.catalogue.PagedCollection;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// The page at `/`: what the service is, some requests to try, and a link to every collection of the catalogue.
@Path("/")
public class StartPage {

    private static final String TEMPLATE = "/start-page.html";

    /// What the links to the collections replace.
    private static final String PLACE = "<!-- collections -->";

    private final String page;

    StartPage(Catalogue catalogue) throws IOException {
        try (InputStream template = Objects.requireNonNull(StartPage.class.getResourceAsStream(TEMPLATE))) {
            page = new String(template.readAllBytes(), StandardCharsets.UTF_8).replace(PLACE, links(catalogue));
        }
    }

    /// Nested collections are left out: their paths need a parent.
    private static String links(Catalogue catalogue) {
        return catalogue.collections().stream()
                .map(PagedCollection::declaration)
                .filter(declaration -> declaration.scope() == null)
                .map(StartPage::link)
                .collect(Collectors.joining("\n        "));
    }

    private static String link(Declaration declaration) {
        return "<li><a href=\"%s\"><strong>%s</strong><span>%s</span></a></li>"
                .formatted(declaration.path(), escaped(declaration.name()), escaped(declaration.description()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @GET
    @Produces("text/html;charset=UTF-8")
    @Operation(hidden = true)
    public String page() {
        return page;
    }

    @GET
    @Path("index.html")
    @Produces("text/html;charset=UTF-8")
    @Operation(hidden = true)
    public String index() {
        return page;
    }
}
