package dev.quire.edge;

import dev.quire.problem.RouterProblems;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Enforces the limits of one connection, as a channel handler between the codec and the framework.
///
/// It refuses a request that is [ambiguous][Framing] or that the client does not send in time. It then closes the
/// connection, because the start of the next request is unknown; earlier requests on the connection are answered
/// first. Each stage has its own timeout. Computing and sending a response has none, as long as the client keeps
/// reading. The idle timeout of Quarkus is one value for all stages, and every received byte restarts it, so it
/// does not end a request that is sent byte by byte.
///
/// All methods run on the event loop of the connection.
// A failed write or close ends the channel, which handlers are notified of; its future needs no handling.
@SuppressWarnings("FutureReturnValueIgnored")
final class Watch extends ChannelDuplexHandler {

    private enum Stage {
        HEAD,
        BODY,
        ANSWER,
        IDLE
    }

    private final Connections.Limits limits;
    private final RouterProblems problems;
    private final MeterRegistry meters;
    private final Outflow outflow = new Outflow();

    private @Nullable ChannelHandlerContext context;
    private @Nullable Future<?> ticking;
    private Stage stage = Stage.HEAD;
    private int ticks;
    /// Whether bytes of the next head have arrived.
    private boolean headBegun;

    private boolean chunked;
    private long unread;
    /// The number of requests whose responses are not complete.
    private int openRequests;
    /// Whether each of them is a HEAD request.
    private final Queue<Boolean> heads = new ArrayDeque<>();
    /// The number of responses that have been started and are not complete.
    private int sending;
    /// Whether the current request expects 100 (Continue) and has not received it (RFC 9110, 10.1.1).
    private boolean expectsContinue;
    /// Whether to close the connection after the next response, because the body of its request may or may not
    /// follow.
    private boolean closing;
    /// Whether the current request is the last one of the connection.
    private boolean last;
    /// Whether the last request of the connection has been received completely.
    private boolean done;
    /// The status of the refusal that ends the connection; 0 if there is none.
    private int refusal;
    /// The number of earlier responses to complete before the refusal is sent.
    private int pendingResponses;

    private boolean refused;

    Watch(Connections.Limits limits, RouterProblems problems, MeterRegistry meters) {
        this.limits = limits;
        this.problems = problems;
        this.meters = meters;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        ticking = added.executor()
                .scheduleAtFixedRate(() -> tick(added), limits.tick(), limits.tick(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        if (ticking != null) {
            ticking.cancel(false);
        }
    }

    private boolean hasRefused() {
        return refusal != 0;
    }

    /// Whether further input is discarded.
    boolean ignoresInput() {
        return hasRefused() || done;
    }

    boolean awaitsBody() {
        return stage == Stage.BODY;
    }

    boolean isChunked() {
        return chunked;
    }

    /// The remaining number of bytes of a body with `Content-Length`.
    long unread() {
        return unread;
    }

    /// Must be called when bytes of a head have arrived.
    void onHeadBytes() {
        if (stage != Stage.BODY) {
            headBegun = true;
        }
        if (stage == Stage.IDLE) {
            enter(Stage.HEAD);
        }
    }

    private void enter(Stage next) {
        stage = next;
        ticks = 0;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (done) {
            ReferenceCountUtil.release(message);
            return;
        }
        int fault = hasRefused() ? refusal : fault(message);
        if (fault != 0) {
            ReferenceCountUtil.release(message);
            refuse(fault);
            return;
        }
        if (message instanceof HttpRequest request) {
            openRequests++;
            heads.add(request.method().equals(HttpMethod.HEAD));
            headBegun = false;
            chunked = HttpUtil.isTransferEncodingChunked(request);
            unread = HttpUtil.getContentLength(request, 0L);
            expectsContinue = HttpUtil.is100ContinueExpected(request);
            last = !HttpUtil.isKeepAlive(request);
            enter(Stage.BODY);
        }
        if (message instanceof HttpContent content) {
            unread -= content.content().readableBytes();
        }
        if (message instanceof LastHttpContent) {
            done = last;
            enter(openRequests == 0 ? Stage.IDLE : Stage.ANSWER);
        }
        context.fireChannelRead(message);
    }

    /// The status with which to refuse the message; 0 if it is valid.
    private int fault(Object message) {
        return switch (message) {
            case HttpRequest _ when openRequests == limits.pipelined() -> 400;
            case HttpRequest request -> Framing.fault(request, limits.headers());
            case HttpContent content -> content.decoderResult().isFailure() ? 400 : 0;
            default -> 0;
        };
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (refused) {
            ReferenceCountUtil.release(message);
            promise.tryFailure(new ClosedChannelException());
            return;
        }
        boolean informs =
                message instanceof HttpResponse response && response.status().code() < 200;
        if (informs) {
            expectsContinue = false;
        } else if (message instanceof HttpResponse response) {
            sending++;
            if (expectsContinue && stage == Stage.BODY && openRequests == 1) {
                closing = true;
                last = true;
                HttpUtil.setKeepAlive(response, false);
            }
        }
        if (message instanceof LastHttpContent && !informs) {
            var isHead = Boolean.TRUE.equals(heads.poll());
            context.write(explained(message, isHead), promise.unvoid()).addListener(_ -> answered(context));
        } else {
            context.write(message, promise);
        }
    }

    /// Adds a problem document to an error response without a body. In dev mode, a router of Quarkus precedes that
    /// of this service and answers so, for example to a malformed percent escape.
    private Object explained(Object message, boolean isHead) {
        return message instanceof FullHttpResponse response && Refusal.isBare(response)
                ? Refusal.explained(response, problems.problem(response.status().code(), "*"), isHead)
                : message;
    }

    private void answered(ChannelHandlerContext context) {
        openRequests--;
        sending--;
        ticks = 0; // The time limit of the next request starts now.
        if (hasRefused()) {
            pendingResponses--;
            conclude();
        } else if (closing) {
            Refusal.close(context.channel());
        } else if (openRequests == 0 && stage == Stage.ANSWER) {
            enter(headBegun ? Stage.HEAD : Stage.IDLE);
        }
    }

    private void tick(ChannelHandlerContext context) {
        if (outflow.stalled(context.channel()) > limits.patience()) {
            cutOff(context, "stalled");
        } else if (!hasRefused()) {
            ticks++;
            switch (stage) {
                case HEAD -> checkTimeout(context, limits.head(), "head", headBegun);
                case BODY ->
                    checkTimeout(
                            context, openRequests > 1 ? Integer.MAX_VALUE : limits.body(), "body", openRequests == 1);
                case IDLE -> checkTimeout(context, limits.idle(), "idle", false);
                case ANSWER -> {}
            }
        }
    }

    private void checkTimeout(ChannelHandlerContext context, int limit, String what, boolean refusable) {
        if (ticks > limit && refusable && sending == 0) {
            refuse(408);
        } else if (ticks > limit) {
            cutOff(context, what);
        }
    }

    private void cutOff(ChannelHandlerContext context, String what) {
        meters.counter("quire.connections.cut", "late", what).increment();
        context.close();
    }

    /// Refuses the current request and ends the connection.
    void refuse(int status) {
        if (hasRefused()) {
            return;
        }
        meters.counter("quire.requests.refused", "status", Integer.toString(status))
                .increment();
        refusal = status;
        // In stage BODY, the refused request itself is among the open ones.
        pendingResponses = stage == Stage.BODY ? openRequests - 1 : openRequests;
        conclude();
    }

    private void conclude() {
        if (context == null || pendingResponses > 0 || refused) {
            return;
        }
        refused = true;
        var channel = context.channel();
        if (pendingResponses < 0 || sending > 0) { // The refused request already has a response.
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> Refusal.close(channel));
        } else {
            Refusal.send(channel, refusal, problems.problem(refusal, "*"));
        }
    }
}
