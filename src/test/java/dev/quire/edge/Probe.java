package dev.quire.edge;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Objects;
import org.jboss.logging.MDC;

/// Endpoints that return the request id which a log record of their thread would contain, that fail, or that are
/// slow.
@Path("/probe")
public final class Probe {

    @GET
    @Path("worker")
    public String worker() {
        return logged();
    }

    @GET
    @Path("virtual")
    @RunOnVirtualThread
    public String virtual() {
        return logged();
    }

    @GET
    @Path("failure")
    public String failure() {
        throw new IllegalStateException("on purpose");
    }

    @GET
    @Path("slow")
    @RunOnVirtualThread
    public String slow() throws InterruptedException {
        Thread.sleep(3_000);
        return "at last";
    }

    private static String logged() {
        return Objects.toString(MDC.get("request_id"), "nothing");
    }
}
