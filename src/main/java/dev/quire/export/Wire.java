package dev.quire.export;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The body of an answer, sent piece by piece; whoever writes waits for the client, two pieces ahead of it at most.
final class Wire extends OutputStream {

    /// Small enough for a slow client to take one now and then, large enough to be no work.
    static final int PIECE = 1 << 15;

    private final HttpServerResponse response;
    private final Duration patience;
    private final byte[] piece = new byte[PIECE];
    private int length;
    private Future<Void> sent = Future.succeededFuture();

    Wire(HttpServerResponse response, Duration patience) {
        this.response = response;
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

    /// Sends what there is, without waiting until it has arrived.
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

    /// Ends the answer, and waits until all of it is sent.
    void end() throws IOException {
        flush();
        await(sent);
        await(response.end());
    }

    /// @throws IOException if the client is gone, or takes nothing any more
    private void await(Future<Void> sending) throws IOException {
        try {
            sending.toCompletionStage().toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("the client takes nothing", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
