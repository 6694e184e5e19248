package dev.quire.edge;

import dev.quire.problem.RouterProblems;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Watches one connection from between the codec and the framework.
///
/// A request that is [not framed beyond doubt][Framing], or that a client takes too long to send, is refused here, and
/// with it the connection: nobody can tell where the next request begins. Answers that are owed to requests before it
/// are given first. Each stage has its own time; an answer that is being made or sent has none, as long as the client
/// takes what there is of it.
// A write or a close that fails ends the channel, which everyone here sees; nobody waits for one.
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
    /// Whether a head has begun.
    private boolean heard;

    private boolean chunked;
    private long unread;
    /// Requests that are not answered to their end.
    private int open;
    /// Answers that are on their way.
    private int sending;
    /// Whether the client of the request that is being read may wait to be told to send the body (RFC 9110, 10.1.1).
    private boolean hesitant;
    /// Whether the connection ends with the next answer, as nobody can tell whether that body comes.
    private boolean closing;
    /// Whether no request may follow the one that is being read, and whether all of that one was.
    private boolean last;

    private boolean done;
    /// The status by which the connection ends; 0 while it goes on.
    private int refusal;
    /// Answers to be given before.
    private int owed;

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

    /// Whether what still comes is of no request, or of none that is read.
    boolean isOver() {
        return hasRefused() || done;
    }

    boolean awaitsBody() {
        return stage == Stage.BODY;
    }

    boolean isChunked() {
        return chunked;
    }

    /// What a body with a length still has.
    long unread() {
        return unread;
    }

    /// Bytes have come, whatever they are.
    void hear() {
        if (stage != Stage.BODY) {
            heard = true;
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
            open++;
            heard = false;
            chunked = HttpUtil.isTransferEncodingChunked(request);
            unread = HttpUtil.getContentLength(request, 0L);
            hesitant = HttpUtil.is100ContinueExpected(request);
            last = !HttpUtil.isKeepAlive(request);
            enter(Stage.BODY);
        }
        if (message instanceof HttpContent content) {
            unread -= content.content().readableBytes();
        }
        if (message instanceof LastHttpContent) {
            done = last;
            enter(open == 0 ? Stage.IDLE : Stage.ANSWER);
        }
        context.fireChannelRead(message);
    }

    /// The status of a refusal; 0 for none.
    private int fault(Object message) {
        return switch (message) {
            case HttpRequest _ when open == limits.pipelined() -> 400;
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
            hesitant = false;
        } else if (message instanceof HttpResponse response) {
            sending++;
            if (hesitant && stage == Stage.BODY && open == 1) {
                closing = true;
                last = true;
                HttpUtil.setKeepAlive(response, false);
            }
        }
        if (message instanceof LastHttpContent && !informs) {
            context.write(message, promise.unvoid()).addListener(_ -> answered(context));
        } else {
            context.write(message, promise);
        }
    }

    private void answered(ChannelHandlerContext context) {
        open--;
        sending--;
        ticks = 0; // The next one's turn begins now.
        if (hasRefused()) {
            owed--;
            conclude();
        } else if (closing) {
            Refusal.close(context.channel());
        } else if (open == 0 && stage == Stage.ANSWER) {
            enter(heard ? Stage.HEAD : Stage.IDLE);
        }
    }

    private void tick(ChannelHandlerContext context) {
        if (outflow.stalled(context.channel()) > limits.patience()) {
            cut(context, "stalled");
        } else if (!hasRefused()) {
            ticks++;
            switch (stage) {
                case HEAD -> bound(context, limits.head(), "head", heard);
                case BODY -> bound(context, open > 1 ? Integer.MAX_VALUE : limits.body(), "body", open == 1);
                case IDLE -> bound(context, limits.idle(), "idle", false);
                case ANSWER -> {}
            }
        }
    }

    private void bound(ChannelHandlerContext context, int limit, String what, boolean begun) {
        if (ticks > limit && begun && sending == 0) {
            refuse(408);
        } else if (ticks > limit) {
            cut(context, what);
        }
    }

    private void cut(ChannelHandlerContext context, String what) {
        meters.counter("quire.connections.cut", "late", what).increment();
        context.close();
    }

    /// Refuses what cannot be read on from.
    void refuse(int status) {
        if (hasRefused()) {
            return;
        }
        meters.counter("quire.requests.refused", "status", Integer.toString(status))
                .increment();
        refusal = status;
        owed = stage == Stage.BODY ? open - 1 : open; // The request itself is among the open ones.
        conclude();
    }

    private void conclude() {
        if (context == null || owed > 0 || refused) {
            return;
        }
        refused = true;
        var channel = context.channel();
        if (owed < 0 || sending > 0) { // It has its answer, which may wait to be sent.
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> Refusal.close(channel));
        } else {
            Refusal.send(channel, refusal, problems.problem(refusal, "*"));
        }
    }
}
