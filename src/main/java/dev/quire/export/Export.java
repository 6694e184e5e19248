package dev.quire.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quire.availability.UnavailableException;
import dev.quire.pagination.Chunk;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// An export. It is begun first, so that errors can still be answered with a status, and then sent.
///
/// One thread begins and sends it. Any thread may close it, which ends both.
public final class Export implements AutoCloseable {

    /// The names of the trailers.
    public static final String TRAILERS = String.join(", ", Mark.COUNT, Mark.SHA256, Mark.CURSOR);

    private static final Logger LOG = Logger.getLogger(Export.class);

    private final ExportPlan plan;
    private final ReadAhead reader;
    private final Layout layout;
    private final Tally tally;
    private final Duration patience;
    private final MeterRegistry meters;
    private final Runnable end;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Text text = new Text();
    private @Nullable Chunk first;

    /// @param end runs once, when the export is closed
    Export(
            ExportPlan plan,
            ReadAhead reader,
            ObjectMapper json,
            Duration patience,
            MeterRegistry meters,
            Runnable end) {
        this.plan = plan;
        this.layout = plan.rendering().layout(plan.query().fields(), json);
        this.tally = new Tally(plan.start());
        this.patience = patience;
        this.meters = meters;
        this.end = end;
        this.reader = reader;
    }

    /// Waits for the first chunk. An error that prevents the export is thrown here.
    ///
    /// @throws UnavailableException if the source cannot be read, or the client has disconnected
    public void begin() {
        try {
            first = reader.next();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UnavailableException.away(e);
        } catch (CancellationException e) {
            throw UnavailableException.away(e);
        }
    }

    /// Whether there are no items.
    public boolean isEmpty() {
        return first == null || first.rows().isEmpty();
    }

    /// Sends all items, as fast as the client reads them. A failure breaks the connection in a way that the client can
    /// tell from a complete response.
    ///
    /// @param packed whether to compress with gzip
    /// @param trailers whether the client reads them
    public void send(HttpServerRequest request, boolean packed, boolean trailers) {
        var response = request.response();
        var outcome = "cut";
        try (this) {
            var wire = new Wire(request, patience);
            var out = packed ? new Packing(wire) : wire;
            var last = write(out);
            if (out instanceof Packing packing) {
                packing.finish();
            }
            if (trailers) {
                last.addTrailers(response);
            }
            wire.end();
            outcome = "complete";
        } catch (IOException | CancellationException e) {
            LOG.debugf("An export ended early: %s", e.getMessage());
            response.reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            response.reset();
        } catch (UnavailableException e) {
            response.reset(); // Logged where it was thrown.
        } catch (RuntimeException e) {
            LOG.error("An export failed", e);
            response.reset();
        } finally {
            count(outcome);
        }
    }

    private Mark write(OutputStream out) throws IOException, InterruptedException {
        var chunk = first == null ? reader.next() : first;
        first = null; // Frees its memory while the other chunks are sent.
        layout.begin(text);
        while (true) {
            send(chunk, out);
            if (!chunk.hasNext()) {
                layout.end(text);
                return end(chunk, out);
            }
            checkpoint(chunk, out);
            chunk = reader.next();
        }
    }

    private void send(Chunk chunk, OutputStream out) throws IOException {
        for (var row : chunk.rows()) {
            layout.item(row, text);
            if (text.length() > Wire.PIECE) {
                send(out);
            }
        }
        tally.items(chunk.rows().size());
    }

    private void send(OutputStream out) throws IOException {
        tally.octets(text.octets(), text.length());
        out.write(text.octets(), 0, text.length());
        text.clear();
    }

    /// Flushes everything up to here, so that the client can resume from here if the export breaks off later.
    private void checkpoint(Chunk chunk, OutputStream out) throws IOException {
        send(out);
        if (plan.rendering().hasMarks()) {
            var mark = Mark.of(tally.peek(), chunk.end(), plan.places());
            if (mark.cursor() != null) {
                tally.mark();
                write(mark, "_checkpoint", out);
            }
        }
        out.flush();
    }

    private Mark end(Chunk chunk, OutputStream out) throws IOException {
        send(out);
        var mark = Mark.of(tally.mark(), chunk.end(), plan.places());
        if (plan.rendering().hasMarks()) {
            write(mark, "_end", out);
        }
        return mark;
    }

    private void write(Mark mark, String name, OutputStream out) throws IOException {
        mark.write(name, text);
        out.write(text.octets(), 0, text.length());
        text.clear();
    }

    private void count(String outcome) {
        meters.counter(
                        "quire.exports",
                        "collection",
                        plan.collection(),
                        "format",
                        plan.rendering().format().toString(),
                        "outcome",
                        outcome)
                .increment();
    }

    /// Cancels the read in progress and releases everything that the export holds.
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            reader.close();
            end.run();
        }
    }
}
