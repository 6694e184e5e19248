package dev.quire.export;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The body of a response, sent in pieces. The writer waits for the client (backpressure) and is at most two pieces
/// ahead of it.
final class Wire extends OutputStream {

    /// Small enough that a slow client makes progress before the timeout, large enough that the overhead is small.
    static final int PIECE = 1 << 15;

    private final HttpServerResponse response;
    private final @Nullable EndOfConnection end;
    private final Duration patience;
    private final byte[] piece = new byte[PIECE];
    private int length;
    private Future<Void> sent = Future.succeededFuture();

    Wire(HttpServerRequest request, Duration patience) {
        this.response = request.response();
        this.end = request.version() == HttpVersion.HTTP_1_0 ? new EndOfConnection(request.connection()) : null;
        this.patience = patience;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int count) throws IOException {
        int from = offset;
        int end = offset + count;
        while (from < end) {
            int fits = Math.min(PIECE - length, end - from);
            System.arraycopy(octets, from, piece, length, fits);
            length += fits;
            from += fits;
            if (length == PIECE) {
                send();
            }
        }
    }

    /// Sends the current piece without waiting for its arrival.
    @Override
    public void flush() throws IOException {
        if (length > 0) {
            send();
        }
    }

    private void send() throws IOException {
        var before = sent;
        sent = response.write(Buffer.buffer(length).appendBytes(piece, 0, length));
        length = 0;
        await(before);
    }

    /// Ends the response and waits until all of it is sent.
    void end() throws IOException {
        flush();
        await(sent);
        if (end != null) {
            end.complete();
        }
        await(response.end());
        if (end != null) {
            end.close();
        }
    }

    /// @throws IOException if the client has disconnected, or has read nothing within the timeout
    private void await(Future<Void> sending) throws IOException {
        try {
            sending.toCompletionStage().toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("the client reads nothing", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
